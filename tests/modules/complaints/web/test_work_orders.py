"""The work order, from the button to the paper in the officer's hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kernel.access.models import Position
from kernel.audit.models import Entry as AuditEntry
from kernel.documents.models import Document
from kernel.documents.store import tenant_store
from kernel.handouts import services as handouts
from kernel.handouts.models import Handout
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from modules.complaints.services import work_orders
from modules.complaints.services.work_orders import NoUnitYet
from tests.kernel.printing.test_press import text_of
from tests.modules.complaints.desk import Visitor, clerk_of, engineer_of
from tests.modules.complaints.town import FRIDAY, Town, assigned, build_town, clerk, filed, photo

ADDRESS = "/desk/complaints/work-orders/"


@pytest.fixture
def hall(banmai: TenantRef) -> Town:
    """A town hall whose rows are really committed."""
    with tenant_scope(banmai):
        return build_town()


@pytest.fixture
def triage(banmai: TenantRef, hall: Town) -> Visitor:
    with tenant_scope(banmai):
        return clerk_of(banmai, hall)


@pytest.fixture
def crew(banmai: TenantRef, hall: Town) -> Visitor:
    with tenant_scope(banmai):
        return engineer_of(banmai, hall)


def in_work(tenant: TenantRef, town: Town, **fields: Any) -> Complaint:
    with tenant_scope(tenant):
        return assigned(town, place="หน้าวัดบ้านใหม่", **fields)


def asked(visitor: Visitor, *complaints: Complaint) -> str:
    """Press the button; return the address of the page that shows the progress."""
    chosen = [str(complaint.public_id) for complaint in complaints]
    answer = visitor.post(ADDRESS, {"chosen": chosen})
    assert answer.status_code == 302
    return str(answer.url)


def fetched(visitor: Visitor, page: str) -> bytes:
    """Fetch the file that the page offers."""
    answer = visitor.get(visitor.get(page).context["url"])
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def test_a_work_order_goes_from_the_button_to_paper(
    banmai: TenantRef, hall: Town, crew: Visitor, run_jobs: Callable[[], None]
) -> None:
    complaint = in_work(banmai, hall, photos=[photo()])
    run_jobs()

    page = asked(crew, complaint)
    waiting = crew.get(page)
    run_jobs()
    words = text_of(fetched(crew, page))

    assert 'hx-trigger="load delay:1s"' in waiting.content.decode()
    for expected in (
        "เทศบาลตำบลบ้านใหม่",
        "ใบสั่งงาน",
        complaint.number,
        "ไฟทางดับ",
        "ไฟทางหน้าวัดดับสามคืนแล้ว",
        "หมู่ ๑ บ้านใหม่",
        "หน้าวัดบ้านใหม่",
        "พิกัด 18.740000, 98.950000",
        "กองช่าง",
        "๑๐ เมษายน ๒๕๖๙ เวลา ๑๕.๓๐ น.",
        "ก่อนดำเนินการ",
        "ผู้ปฏิบัติงาน",
        "หน้า ๑ จาก ๑",
    ):
        assert expected in words
    with tenant_scope(banmai):
        assert AuditEntry.objects.filter(action="complaint.work_order").count() == 1


def test_the_reporters_contact_is_never_on_the_paper(
    banmai: TenantRef, hall: Town, triage: Visitor, run_jobs: Callable[[], None]
) -> None:
    page = asked(triage, in_work(banmai, hall))
    run_jobs()

    words = text_of(fetched(triage, page))

    assert "สมชาย" not in words
    assert "081" not in words


def test_several_chosen_cases_are_one_paper(
    banmai: TenantRef, hall: Town, triage: Visitor, run_jobs: Callable[[], None]
) -> None:
    cases = [in_work(banmai, hall, client_key=f"k{n}") for n in range(3)]

    page = asked(triage, *cases)
    run_jobs()
    words = text_of(fetched(triage, page))

    assert [case.number in words for case in cases] == [True, True, True]
    assert words.count("หน้า ๑ จาก ๑") == 3


def test_nobody_else_opens_the_file_and_the_right_must_still_be_held(
    banmai: TenantRef, hall: Town, triage: Visitor, crew: Visitor, run_jobs: Callable[[], None]
) -> None:
    page = asked(triage, in_work(banmai, hall))
    run_jobs()
    file = triage.get(page).context["url"]

    assert crew.get(page).status_code == 404
    assert crew.get(file).status_code == 404
    with tenant_scope(banmai):
        Position.objects.filter(code="clerk-seat").update(permissions=[])
    assert triage.get(file).status_code == 404


def test_a_file_is_gone_after_three_days(
    banmai: TenantRef, hall: Town, triage: Visitor, run_jobs: Callable[[], None]
) -> None:
    page = asked(triage, in_work(banmai, hall))
    run_jobs()

    with tenant_scope(banmai):
        (key,) = handouts.expire(at=timezone.now() + timedelta(days=3, minutes=1))
        assert tenant_store().stat(key) is not None
        assert not Handout.objects.exists()
        assert not Document.objects.filter(kind=handouts.KIND).exists()
    assert triage.get(page).status_code == 404


def test_what_has_no_unit_is_refused_by_its_number(clerk: Visitor, town: Town) -> None:
    complaint = filed()

    answer = clerk.post(ADDRESS, {"chosen": [str(complaint.public_id)]}, follow=True)

    assert complaint.number in answer.content.decode()
    assert "ยังไม่มอบหมายหน่วยงาน" in answer.content.decode()
    assert not Handout.objects.exists()


def test_nothing_chosen_is_said(clerk: Visitor, town: Town) -> None:
    answer = clerk.post(ADDRESS, {}, follow=True)

    assert "โปรดเลือกอย่างน้อย 1 เรื่อง" in answer.content.decode()


def test_the_case_of_another_unit_is_not_there(engineer: Visitor, town: Town) -> None:
    complaint = filed(category="rubbish", client_key="r")

    assert engineer.post(ADDRESS, {"chosen": [str(complaint.public_id)]}).status_code == 404


def test_a_sixth_file_waits_for_the_others(clerk: Visitor, town: Town) -> None:
    complaint = assigned(town)
    for _ in range(handouts.MOST_WAITING):
        asked(clerk, complaint)

    answer = clerk.post(ADDRESS, {"chosen": [str(complaint.public_id)]}, follow=True)

    assert "มีไฟล์ที่กำลังเตรียมอยู่แล้ว 5 ไฟล์" in answer.content.decode()


def test_a_case_that_lost_its_unit_meanwhile_stops_the_paper(town: Town) -> None:
    complaint = filed()

    with pytest.raises(NoUnitYet):
        work_orders.work_order(public_id=str(complaint.public_id), by=clerk(), at=FRIDAY)
