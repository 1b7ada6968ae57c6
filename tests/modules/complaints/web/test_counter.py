from typing import Any

import pytest
from django.contrib.gis.geos import Point

from kernel.audit.models import Entry as AuditEntry
from kernel.geo.models import BaseFeature, Layer
from kernel.ports import TenantRef
from modules.complaints.models import Category, Channel, Complaint, Entry
from modules.complaints.permissions import Permission
from modules.complaints.states import State
from tests.modules.complaints.desk import CLERK, Visitor, hired, signed_in
from tests.modules.complaints.town import INSIDE, Town, filed

NEW = "/desk/complaints/new/"
CALL = {
    "client_key": "call-1",
    "channel": "phone",
    "category": "lamp",
    "where": "village:v01",
    "place": "หน้าวัด",
    "words": "ไฟทางดับสามดวง",
    "name": "คำปัน",
    "phone": "081 234 5678",
}


@pytest.fixture
def desk(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the officer at the counter."""
    seat = hired("counter", town.works, *CLERK, Permission.FILE_FOR_OTHERS)
    return signed_in(tenant, seat)


@pytest.fixture
def school(town: Town) -> BaseFeature:
    """A landmark on the municipality's map."""
    return BaseFeature.objects.create(
        code="school",
        layer=Layer.PLACE,
        feature_class="school",
        name_th="โรงเรียนบ้านใหม่",
        geom=Point(*INSIDE, srid=4326),
    )


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_call_is_filed_with_its_channel_and_who_typed_it(desk: Visitor, town: Town) -> None:
    answer = desk.post(NEW, CALL)

    complaint = Complaint.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/complaints/{complaint.public_id}/slip/?new=1"
    assert complaint.channel == Channel.PHONE
    assert complaint.village == town.village
    assert complaint.reporter.phone == "+66812345678"
    entry = Entry.objects.get(complaint=complaint)
    assert "counter ใจดี" in entry.actor_label
    assert entry.facts["channel"] == "phone"


def test_a_landmark_stands_for_its_own_pin(desk: Visitor, town: Town, school: BaseFeature) -> None:
    desk.post(NEW, {**CALL, "where": "landmark:school"})

    complaint = Complaint.objects.get()
    assert complaint.pin is not None
    assert complaint.pin.coords == pytest.approx(INSIDE)
    assert complaint.village == town.village
    assert complaint.place == "โรงเรียนบ้านใหม่ · หน้าวัด"


def test_the_same_form_sent_twice_makes_one_case(desk: Visitor) -> None:
    desk.post(NEW, CALL)
    desk.post(NEW, CALL)

    assert Complaint.objects.count() == 1


def test_a_caller_needs_no_photo(desk: Visitor) -> None:
    Category.objects.filter(code="lamp").update(photo_rule="on_report")

    assert desk.post(NEW, CALL).status_code == 302


def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Visitor) -> None:
    answer = desk.post(NEW, {**CALL, "where": "", "phone": "12"})

    assert answer.status_code == 400
    assert "ไฟทางดับสามดวง" in page(answer)
    assert Complaint.objects.count() == 0


def test_the_counter_needs_the_permission(clerk: Visitor) -> None:
    assert clerk.get(NEW).status_code == 403
    assert clerk.post(NEW, CALL).status_code == 403


def test_a_case_of_the_kind_near_by_is_hinted(desk: Visitor, town: Town) -> None:
    near = filed()
    far = filed(pin=(INSIDE[0] + 0.02, INSIDE[1]))
    address = f"{NEW}similar/?category=lamp&lat={INSIDE[1]}&lon={INSIDE[0] + 0.0005}"

    shown = page(desk.get(address))

    assert near.number in shown
    assert "ห่าง 53 ม." in shown
    assert far.number not in shown
    by_village = page(desk.get(f"{NEW}similar/?category=lamp&where=village:v01"))
    assert near.number in by_village
    assert far.number in by_village
    assert near.number not in page(desk.get(f"{NEW}similar/?category=rubbish&where=village:v01"))


def test_a_withdrawn_case_is_not_hinted(desk: Visitor, town: Town) -> None:
    gone = filed()
    Complaint.objects.update(
        submitted_at="2099-01-01T00:00Z", state=State.CANCELLED, closed_at="2099-01-02T00:00Z"
    )

    assert gone.number not in page(desk.get(f"{NEW}similar/?category=lamp&where=village:v01"))


def test_hints_survive_nonsense(desk: Visitor) -> None:
    answer = desk.get(f"{NEW}similar/?category=lamp&lat=x&lon=900&where=landmark:nowhere")

    assert answer.status_code == 200


@pytest.mark.parametrize("paper", ["a5", "80", "nonsense"])
def test_the_slip_holds_number_code_and_due_date(desk: Visitor, paper: str) -> None:
    desk.post(NEW, CALL)
    complaint = Complaint.objects.get()

    shown = page(desk.get(f"/desk/complaints/{complaint.public_id}/slip/?paper={paper}"))

    assert complaint.number in shown
    assert complaint.tracking_code[:4] in shown
    assert "<svg" in shown
    assert "slip-80" in shown if paper == "80" else "slip-a5" in shown
    assert AuditEntry.objects.filter(subject=f"complaint:{complaint.pk}").count() >= 2


def test_the_code_of_a_report_from_the_web_is_on_no_slip(desk: Visitor, town: Town) -> None:
    complaint = filed()

    assert desk.get(f"/desk/complaints/{complaint.public_id}/slip/").status_code == 404
