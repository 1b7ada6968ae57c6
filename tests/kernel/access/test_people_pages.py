"""The pages about officers and the organisation chart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kernel.access import selectors, services
from kernel.access.models import Appointment
from kernel.access.permissions import Permission
from kernel.actors import SYSTEM
from kernel.audit.models import Entry
from tests.kernel.access.people import (
    FIRST,
    Visitor,
    administrator,
    division,
    officer,
    position,
    seat,
    with_password,
)

PEOPLE = "/desk/people/"


@pytest.fixture
def admin(visitor: Visitor) -> Visitor:
    administrator()
    visitor.sign_in("admin")
    return visitor


def _staff(how_many: int) -> None:
    start = selectors.positions().count()
    for n in range(start, start + how_many):
        works = division(f"division-{n}", name_th=f"กอง {n}")
        seat(officer(f"staff-{n}", first_name=f"คนที่{n}"), position(f"seat-{n}", "a", of=works))


def test_the_list_shows_people_with_todays_hats(admin: Visitor) -> None:
    _staff(3)

    page = admin.get(PEOPLE).content.decode()

    assert "คนที่2 ใจดี" in page
    assert "นายช่างโยธา · กอง 2" in page


def test_whoever_asks_for_a_password_link_is_written_down(admin: Visitor) -> None:
    somchai = officer("somchai")

    admin.post(f"{PEOPLE}{somchai.pk}/invite/")

    written = Entry.objects.get(action="officer.invited")
    assert written.subject == f"officer:{somchai.pk}"
    assert written.actor_label


def test_people_are_found_by_name_by_position_and_by_division(admin: Visitor) -> None:
    _staff(2)
    malee = officer("malee", first_name="มาลี")
    seat(
        malee, position("nurse", "a", title="พยาบาล", of=division("health", name_th="กองสาธารณสุข"))
    )

    by_name = admin.get(PEOPLE, {"q": "มาลี ใจดี"}).context["page"].object_list
    by_title = admin.get(PEOPLE, {"q": "พยาบาล"}).context["page"].object_list
    by_division = admin.get(PEOPLE, {"division": division("health").pk}).context["page"].object_list

    assert [list(found) for found in (by_name, by_title, by_division)] == [[malee]] * 3


@pytest.mark.parametrize("path", [PEOPLE, f"{PEOPLE}structure/"])
def test_a_longer_list_asks_the_database_no_more_often(admin: Visitor, path: str) -> None:
    _staff(2)
    admin.get(path)
    with CaptureQueriesContext(connection) as few:
        admin.get(path)
    _staff(10)
    with CaptureQueriesContext(connection) as many:
        admin.get(path)

    assert len(many) == len(few)


def test_an_officer_is_appointed_by_form(admin: Visitor) -> None:
    somchai, place = officer(), position("engineer", "a")
    form = {"position": place.pk, "from_date": "2026-01-01", "order_reference": "ที่ 1/2569"}

    answer = admin.post(f"{PEOPLE}{somchai.pk}/appoint/substantive/", form)

    assert answer.status_code == 302
    assert Appointment.objects.get(officer=somchai).recorded_by == "อารี ใจดี (ปลัดเทศบาล)"
    assert "1 มกราคม 2569" in admin.get(f"{PEOPLE}{somchai.pk}/").content.decode()


def test_a_delegation_form_without_order_or_with_a_limit(admin: Visitor) -> None:
    somchai, place = officer(), position("clerk", Permission.PEOPLE_VIEW, Permission.OUTBOX_VIEW)
    form = {"position": place.pk, "from_date": "2026-01-01", "limit": [Permission.OUTBOX_VIEW]}
    address = f"{PEOPLE}{somchai.pk}/appoint/delegated/"

    refused = admin.post(address, form)
    saved = admin.post(address, {**form, "order_reference": "ที่ 2/2569"})

    assert refused.status_code == 200
    assert "order_reference" in refused.context["form"].errors
    assert saved.status_code == 302
    assert Appointment.objects.get(officer=somchai).granted == {Permission.OUTBOX_VIEW}


def test_a_refusal_of_the_service_is_shown_in_the_form(admin: Visitor) -> None:
    somchai, place = officer(), position("engineer")
    seat(somchai, place)

    answer = admin.post(
        f"{PEOPLE}{somchai.pk}/appoint/substantive/",
        {"position": place.pk, "from_date": "2026-05-01"},
    )

    assert "อยู่ในตำแหน่งนี้ในช่วงเวลานั้นแล้ว" in answer.content.decode()


def test_an_account_is_closed_and_opened_again_by_form(admin: Visitor) -> None:
    somchai = officer()

    admin.post(f"{PEOPLE}{somchai.pk}/close/", {"reason": "ย้ายไปที่อื่น"})
    closed = selectors.officer(somchai.pk).account.is_active
    admin.post(f"{PEOPLE}{somchai.pk}/open/")

    assert closed is False
    assert selectors.officer(somchai.pk).account.is_active is True


def test_what_a_position_may_do_is_chosen_by_form_and_acts_at_the_next_request(
    admin: Visitor, tenant
) -> None:
    somchai = with_password(officer())
    place = position("engineer")
    seat(somchai, place)
    other = Visitor(tenant)
    other.sign_in("somchai")
    before = other.get(PEOPLE).status_code

    admin.post(f"{PEOPLE}positions/{place.pk}/", {"permissions": [Permission.PEOPLE_VIEW]})

    assert before == 403
    assert other.get(PEOPLE).status_code == 200


def test_looking_does_not_let_one_change(visitor: Visitor) -> None:
    somchai = with_password(officer())
    seat(somchai, position("viewer", Permission.PEOPLE_VIEW))
    hat = selectors.hats(somchai, timezone.now())[0]
    visitor.sign_in("somchai")

    assert visitor.get(PEOPLE).status_code == 200
    assert "เพิ่มเจ้าหน้าที่" not in visitor.get(PEOPLE).content.decode()
    for path in (
        "new/",
        f"{somchai.pk}/edit/",
        f"{somchai.pk}/close/",
        f"{somchai.pk}/appoint/acting/",
        f"appointments/{hat.pk}/end/",
        f"positions/{hat.position_id}/",
    ):
        assert visitor.get(PEOPLE + path).status_code == 403, path
    for path in (f"{somchai.pk}/invite/", f"{somchai.pk}/open/"):
        assert visitor.post(PEOPLE + path).status_code == 403, path


def test_every_page_opens(admin: Visitor) -> None:
    somchai = officer()
    hat = services.record_acting(
        officer_id=somchai.pk,
        position_id=position("engineer").pk,
        from_date=FIRST,
        by=SYSTEM,
        at=timezone.now(),
    )

    for path in (
        "",
        "new/",
        "structure/",
        f"{somchai.pk}/",
        f"{somchai.pk}/edit/",
        f"{somchai.pk}/close/",
        f"{somchai.pk}/appoint/substantive/",
        f"{somchai.pk}/appoint/acting/",
        f"{somchai.pk}/appoint/delegated/",
        f"appointments/{hat.pk}/end/",
        f"positions/{hat.position_id}/",
    ):
        assert admin.get(PEOPLE + path).status_code == 200, path
    assert admin.get(f"{PEOPLE}{somchai.pk}/appoint/king/").status_code == 404
    assert admin.get(f"{PEOPLE}999999/").status_code == 404
