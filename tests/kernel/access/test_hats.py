"""Who wears which hat when, and what it grants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kernel.access import selectors, services
from kernel.access.errors import (
    AlreadyAppointed,
    DatesReversed,
    HatNotYours,
    OfficerOut,
    OrderMissing,
    UsernameTaken,
)
from kernel.access.models import Appointment, AppointmentKind, Position
from kernel.access.permissions import Permission
from kernel.actors import SYSTEM, citizen
from kernel.audit.models import Entry
from kernel.errors import NotAllowed
from tests.kernel.access.people import FIRST, NOON, division, officer, position, seat, titles

pytestmark = pytest.mark.usefixtures("tenant")


def test_an_officer_has_what_the_position_grants_and_no_more() -> None:
    somchai = officer()
    seat(somchai, position("engineer", "complaints.resolve"))

    actor = selectors.actor_for(somchai, NOON)

    assert actor.holds("complaints.resolve")
    assert not actor.holds("complaints.assign")
    assert actor.label == "สมชาย ใจดี (นายช่างโยธา)"
    assert actor.divisions == {division().pk}


def test_a_position_answers_for_the_divisions_below_its_own_too() -> None:
    somchai = officer()
    works = division()
    light = division("light", name_th="งานไฟฟ้า", parent=works)
    lamps = division("lamps", name_th="งานโคมไฟ", parent=light)
    division("health", name_th="กองสาธารณสุข")
    seat(somchai, position("engineer", "a", of=works))

    assert selectors.actor_for(somchai, NOON).divisions == {works.pk, light.pk, lamps.pk}


def test_an_officer_without_a_position_may_do_nothing() -> None:
    actor = selectors.actor_for(officer(), NOON)

    assert actor.permissions == frozenset()
    assert actor.label == "สมชาย ใจดี"


def test_two_positions_of_ones_own_are_worn_together() -> None:
    somchai = officer()
    seat(somchai, position("engineer", "a"))
    seat(somchai, position("electrician", "b", title="ช่างไฟฟ้า"))

    assert selectors.actor_for(somchai, NOON).permissions == {"a", "b"}


def test_an_acting_hat_must_be_put_on_and_then_says_so() -> None:
    somchai = officer()
    seat(somchai, position("engineer", "a"))
    palad = position("palad", "sign", title="ปลัดเทศบาล")
    hat = services.record_acting(
        officer_id=somchai.pk, position_id=palad.pk, from_date=FIRST, by=SYSTEM, at=NOON
    )

    bare = selectors.actor_for(somchai, NOON)
    acting = selectors.actor_for(somchai, NOON, wearing=hat.pk)

    assert not bare.holds("sign")
    assert acting.holds("sign")
    assert acting.capacity == "รักษาราชการแทน ปลัดเทศบาล"
    assert acting.appointment_id == hat.pk


def test_acting_ends_at_midnight_in_bangkok_not_in_london() -> None:
    somchai = officer()
    palad = position("palad", "sign")
    last_day = date(2026, 11, 23)
    services.record_acting(
        officer_id=somchai.pk,
        position_id=palad.pk,
        from_date=last_day,
        until_date=last_day,
        by=SYSTEM,
        at=NOON,
    )

    before = datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)
    begins = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    last = datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)
    after = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

    held = [bool(selectors.hats(somchai, at)) for at in (before, begins, last, after)]
    assert held == [False, True, True, False]


def test_a_hat_that_came_off_cannot_be_worn() -> None:
    somchai = officer()
    hat = seat(somchai, position("engineer", "a"))
    services.end_appointment(
        appointment_id=hat.pk, until_date=date(2026, 11, 22), by=SYSTEM, at=NOON
    )

    with pytest.raises(HatNotYours):
        selectors.actor_for(somchai, NOON, wearing=hat.pk)


def test_nobody_can_wear_the_hat_of_another() -> None:
    hat = seat(officer(), position("engineer", "a"))
    stranger = officer("malee", first_name="มาลี")

    with pytest.raises(HatNotYours):
        selectors.actor_for(stranger, NOON, wearing=hat.pk)


def test_a_delegation_may_hand_over_only_some_powers() -> None:
    somchai = officer()
    palad = position("palad", "sign.letters", "sign.money", title="ปลัดเทศบาล")
    hat = services.record_delegation(
        officer_id=somchai.pk,
        position_id=palad.pk,
        from_date=FIRST,
        order_reference="ที่ 12/2569",
        permissions=["sign.letters", "not.held"],
        by=SYSTEM,
        at=NOON,
    )

    actor = selectors.actor_for(somchai, NOON, wearing=hat.pk)

    assert actor.permissions == {"sign.letters"}
    assert actor.capacity == "ปฏิบัติราชการแทน ปลัดเทศบาล"
    assert selectors.officers_holding("sign.letters", at=NOON) == [somchai]
    assert selectors.officers_holding("sign.money", at=NOON) == []


def test_a_delegation_without_an_order_is_refused_by_service_and_by_table() -> None:
    somchai, palad = officer(), position("palad", "sign")

    with pytest.raises(OrderMissing):
        services.record_delegation(
            officer_id=somchai.pk,
            position_id=palad.pk,
            from_date=FIRST,
            order_reference="  ",
            by=SYSTEM,
            at=NOON,
        )
    with pytest.raises(IntegrityError, match="a_delegation_names_its_order"), transaction.atomic():
        Appointment.objects.create(
            officer=somchai,
            position=palad,
            kind=AppointmentKind.DELEGATED,
            from_date=FIRST,
            recorded_by="x",
            recorded_at=NOON,
        )


def test_a_change_of_permissions_acts_at_once() -> None:
    somchai = officer()
    place = position("engineer", "a")
    seat(somchai, place)

    services.grant(position_id=place.pk, permissions=["b"], by=SYSTEM, at=NOON)

    assert selectors.actor_for(somchai, NOON).permissions == {"b"}


def test_a_closed_account_holds_nothing_though_its_hats_stay_on_record() -> None:
    somchai = officer()
    seat(somchai, position("engineer", "a"))

    services.deactivate(officer_id=somchai.pk, reason="ลาออก", by=SYSTEM, at=NOON)

    somchai = selectors.officer(somchai.pk)
    assert selectors.actor_for(somchai, NOON).permissions == frozenset()
    assert selectors.officers_holding("a", at=NOON) == []
    assert len(selectors.history(somchai)) == 1


def test_a_closed_account_cannot_be_appointed() -> None:
    somchai, place = officer(), position("engineer")
    services.deactivate(officer_id=somchai.pk, reason="ลาออก", by=SYSTEM, at=NOON)

    with pytest.raises(OfficerOut):
        seat(somchai, place)


def test_the_same_hat_is_not_given_twice_at_the_same_time() -> None:
    somchai, place = officer(), position("engineer")
    hat = seat(somchai, place)

    with pytest.raises(AlreadyAppointed):
        seat(somchai, place, FIRST + timedelta(days=30))

    services.end_appointment(appointment_id=hat.pk, until_date=FIRST, by=SYSTEM, at=NOON)
    seat(somchai, place, FIRST + timedelta(days=1))
    assert len(selectors.history(somchai)) == 2


def test_an_appointment_cannot_end_before_it_begins() -> None:
    hat = seat(officer(), position("engineer"))

    with pytest.raises(DatesReversed):
        services.end_appointment(
            appointment_id=hat.pk, until_date=FIRST - timedelta(days=1), by=SYSTEM, at=NOON
        )


def test_only_people_managers_appoint_and_every_appointment_is_audited() -> None:
    somchai, place = officer(), position("engineer")

    with pytest.raises(NotAllowed):
        services.appoint(
            officer_id=somchai.pk, position_id=place.pk, from_date=FIRST, by=citizen(), at=NOON
        )
    seat(somchai, place)

    entry = Entry.objects.get(action="appointment.substantive")
    assert entry.subject == f"officer:{somchai.pk}"
    assert entry.after["position"] == "engineer"


def test_a_people_manager_may_appoint() -> None:
    manager = officer("aree", first_name="อารี")
    seat(manager, position("hr", Permission.PEOPLE_MANAGE))
    somchai, place = officer(), position("engineer")

    services.appoint(
        officer_id=somchai.pk,
        position_id=place.pk,
        from_date=FIRST,
        by=selectors.actor_for(manager, NOON),
        at=NOON,
    )

    assert titles(selectors.hats(somchai, NOON)) == ["ดำรงตำแหน่ง นายช่างโยธา"]


def test_user_names_differ_by_more_than_the_case_of_letters() -> None:
    officer("somchai")

    with pytest.raises(UsernameTaken):
        officer("SomChai")


def test_a_division_has_one_head() -> None:
    works = division()
    Position.objects.create(code="head-1", division=works, title_th="ผอ.", is_head=True)

    with pytest.raises(IntegrityError, match="division_has_one_head"), transaction.atomic():
        Position.objects.create(code="head-2", division=works, title_th="ผอ.", is_head=True)


def test_holders_are_asked_by_division() -> None:
    somchai, malee = officer(), officer("malee", first_name="มาลี")
    seat(somchai, position("engineer", "complaints.resolve"))
    health = division("health", name_th="กองสาธารณสุข")
    seat(malee, position("nurse", "complaints.resolve", of=health))

    assert selectors.officers_holding("complaints.resolve", health, at=NOON) == [malee]
    assert len(selectors.officers_holding("complaints.resolve", at=NOON)) == 2
