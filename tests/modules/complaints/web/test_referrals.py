"""A case beyond the border: offered, answered, followed; and nothing else crosses."""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.audit.models import Entry as AuditEntry
from kernel.configuration.settings import change_setting
from kernel.exchange import services as exchange
from kernel.exchange.kinds import letter_kinds
from kernel.exchange.models import Letter, State
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import services
from modules.complaints.models import Complaint, Referral, ReferralState, Reporter
from modules.complaints.services import referring
from modules.complaints.services.referring import ConsentMissing, NotOfferable
from modules.complaints.states import RefusalReason
from modules.complaints.states import State as Phase
from tests.isolation.world import digest
from tests.modules.complaints.desk import Visitor, clerk_of
from tests.modules.complaints.town import (
    FRIDAY,
    Town,
    assigned,
    build_town,
    clerk,
    engineer,
    filed,
)

LATER = FRIDAY + timedelta(hours=1)
OFFERED = "/desk/complaints/offered/"


@pytest.fixture
def halls(banmai: TenantRef, nadee: TenantRef) -> tuple[Town, Town]:
    """Two town halls that name each other as neighbours."""
    made = []
    for tenant, neighbour in ((banmai, "nadee"), (nadee, "banmai")):
        with tenant_scope(tenant):
            made.append(build_town())
            at = timezone.now()
            change_setting(key="complaints.neighbours", value=neighbour, by=SYSTEM, at=at)
    return made[0], made[1]


@pytest.fixture
def here(banmai: TenantRef, halls: tuple[Town, Town]) -> Visitor:
    with tenant_scope(banmai):
        return clerk_of(banmai, halls[0])


@pytest.fixture
def there(nadee: TenantRef, halls: tuple[Town, Town]) -> Visitor:
    with tenant_scope(nadee):
        return clerk_of(nadee, halls[1])


def a_case(tenant: TenantRef, **more: Any) -> Complaint:
    with tenant_scope(tenant):
        return filed(words="ไฟดับ โทร 081-234-5678", place="สุดซอย", **more)


def offered(here: Visitor, complaint: Complaint, **more: str) -> None:
    sent = {"neighbour": "nadee", "remark": "อยู่ในเขตท่าน", **more}
    answer = here.post(f"/desk/complaints/{complaint.public_id}/refer/", sent)
    assert answer.status_code == 302


def answered(there: Visitor, nadee: TenantRef, **sent: str) -> Any:
    with tenant_scope(nadee):
        referral = Referral.objects.get(is_ours=False, state=ReferralState.WAITING)
    verb = "decline" if "answer" in sent else "accept"
    return there.post(f"{OFFERED}{referral.public_id}/{verb}/", sent)


def test_an_accepted_offer_lives_there_and_is_followed_here_with_the_old_code(  # noqa: PLR0913, PLR0917
    banmai: TenantRef,
    nadee: TenantRef,
    halls: tuple[Town, Town],
    here: Visitor,
    there: Visitor,
    run_jobs: Callable[[], None],
) -> None:
    complaint = a_case(banmai)
    offered(here, complaint)
    run_jobs()

    tray = there.get(OFFERED).content.decode()
    assert "เทศบาลตำบลบ้านใหม่" in tray
    assert "อยู่ในเขตท่าน" in tray
    assert "081" not in tray
    assert answered(there, nadee, category="lamp").status_code == 302
    run_jobs()

    with tenant_scope(nadee):
        theirs = Complaint.objects.get()
        assert theirs.channel == "neighbour"
        assert not Reporter.objects.exists()
        assert AuditEntry.objects.filter(action="complaint.offer_accepted").count() == 1
        services.assign(complaint_id=theirs.pk, unit="works", by=clerk(), at=timezone.now())
    run_jobs()
    with tenant_scope(banmai):
        complaint.refresh_from_db()
        assert complaint.state == Phase.CLOSED_OTHER
        assert complaint.refusal_reason == RefusalReason.OUTSIDE_AREA
    page = here.get(f"/track/{complaint.tracking_code}/").content.decode()
    assert f"เทศบาลตำบลนาดี รับเรื่องต่อแล้ว เลขที่ {theirs.number}" in page
    assert "<strong>กำลังดำเนินการ</strong>" in page
    assert theirs.tracking_code not in page

    with tenant_scope(nadee):
        now = timezone.now()
        services.resolve(complaint_id=theirs.pk, remark="แล้ว", by=engineer(halls[1]), at=now)
    run_jobs()
    page = here.get(f"/track/{complaint.tracking_code}/").content.decode()
    assert "<strong>ดำเนินการเสร็จแล้ว</strong>" in page


def test_a_contact_crosses_only_with_the_consent_that_is_written_down(
    banmai: TenantRef, nadee: TenantRef, here: Visitor, there: Visitor, run_jobs: Any
) -> None:
    complaint = a_case(banmai)
    with tenant_scope(banmai), pytest.raises(ConsentMissing):
        referring.offer(
            complaint_id=complaint.pk,
            neighbour="nadee",
            remark="",
            with_contact=True,
            consent=" ",
            by=clerk(),
            at=LATER,
        )
    offered(here, complaint, with_contact="on", consent="ทางโทรศัพท์")
    run_jobs()
    answered(there, nadee, category="lamp")

    with tenant_scope(nadee):
        assert Reporter.objects.get().phone == "+66812345678"
        assert Referral.objects.get().content == {}
    with tenant_scope(banmai):
        looks = AuditEntry.objects.filter(reason="ทางโทรศัพท์")
        assert looks.filter(subject=f"complaint:{complaint.pk}").count() == 1
        assert Letter.objects.get(kind="complaints.offer").values == {}


def test_a_declined_offer_stays_ours_with_the_reason(
    banmai: TenantRef, nadee: TenantRef, here: Visitor, there: Visitor, run_jobs: Any
) -> None:
    complaint = a_case(banmai)
    offered(here, complaint)
    run_jobs()
    assert answered(there, nadee, answer="").status_code == 400
    assert answered(there, nadee, answer="ไม่ใช่ถนนของเรา").status_code == 302
    run_jobs()

    page = here.get(f"/desk/complaints/{complaint.public_id}/").content.decode()
    assert "ไม่ใช่ถนนของเรา" in page
    with tenant_scope(banmai):
        complaint.refresh_from_db()
        assert complaint.state == Phase.NEW
    with tenant_scope(nadee):
        assert not Complaint.objects.exists()
        assert Referral.objects.get().content == {}


def test_who_does_not_name_us_as_a_neighbour_gets_nothing(
    banmai: TenantRef, nadee: TenantRef, here: Visitor, there: Visitor, run_jobs: Any
) -> None:
    with tenant_scope(nadee):
        at = timezone.now()
        change_setting(key="complaints.neighbours", value="", by=SYSTEM, at=at)
    before = digest(nadee)
    complaint = a_case(banmai)
    offered(here, complaint)
    run_jobs()

    assert digest(nadee) == before
    with tenant_scope(banmai):
        assert Referral.objects.get().state == ReferralState.RETURNED
        letter = Letter.objects.get()
        assert (letter.state, letter.values) == (State.RETURNED, {})


def test_a_letter_that_comes_twice_is_opened_once(
    banmai: TenantRef, nadee: TenantRef, here: Visitor, run_jobs: Any
) -> None:
    complaint = a_case(banmai)
    offered(here, complaint)
    with tenant_scope(banmai):
        letter = Letter.objects.get()
        values = dict(letter.values)
    run_jobs()
    with tenant_scope(nadee):
        kind = letter_kinds()[letter.kind]
        exchange.open_letter(
            kind=kind, key=letter.key, values=values, sender=banmai, at=timezone.now()
        )
        assert Referral.objects.count() == 1
        assert AuditEntry.objects.filter(action="exchange.received").count() == 1


def test_a_case_is_offered_once_and_only_while_nobody_waits(tenant: TenantRef, town: Town) -> None:
    at = timezone.now()
    change_setting(key="complaints.neighbours", value="nadee", by=SYSTEM, at=at)
    told = {"neighbour": "nadee", "remark": "", "with_contact": False, "consent": ""}
    complaint, done = filed(), assigned(town, client_key="d")
    services.resolve(complaint_id=done.pk, remark="แล้ว", by=engineer(town), at=LATER)
    referring.offer(complaint_id=complaint.pk, **told, by=clerk(), at=LATER)

    for refused in (complaint, done):
        with pytest.raises(NotOfferable):
            referring.offer(complaint_id=refused.pk, **told, by=clerk(), at=LATER)


def test_the_letters_carry_the_listed_fields_and_no_more() -> None:
    carried = {
        name: {field.name for field in fields(kind.content)}
        for name, kind in letter_kinds().items()
    }

    contact = {"contact_name", "contact_phone", "contact_email", "language"}
    place = {"place", "longitude", "latitude"}
    assert carried == {
        "complaints.offer": {"referral", "number", "category", "words", "remark"} | place | contact,
        "complaints.answer": {"referral", "is_accepted", "number", "remark"},
        "complaints.standing": {"referral", "state", "label_th", "label_en", "moved_at"},
    }
