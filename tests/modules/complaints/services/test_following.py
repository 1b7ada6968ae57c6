from datetime import timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import Point

from kernel.access.models import Division
from kernel.actors import citizen
from kernel.errors import Missing, NotAllowed
from kernel.notifications.models import Message
from modules.complaints import policies, services
from modules.complaints.models import Complaint, Entry, EntryKind, Follower, Publication
from modules.complaints.selectors.nearby import Place, public_near
from modules.complaints.services import Contact, publishing
from modules.complaints.services.following import ContactMissing
from modules.complaints.services.informing import ClosedToInformation, NothingAdded
from modules.complaints.services.reminding import remind_outside
from modules.complaints.services.report import MaskedValue
from tests.modules.complaints.desk import CLERK, ENGINEER, hired
from tests.modules.complaints.town import FRIDAY, INSIDE, Town, assigned, clerk, engineer, filed

LATER = FRIDAY + timedelta(hours=1)
HERE = Point(*INSIDE, srid=4326)
METRE = 1 / 111_320


def public(town: Town, **fields: Any) -> Publication:
    complaint = assigned(town, **fields)
    return publishing.publish(
        complaint_id=complaint.pk, publishing=publishing.Publishing(), by=clerk(), at=FRIDAY
    )


def near(**fields: Any) -> list[int | None]:
    at = fields.pop("at", LATER)
    place = Place(**{"category": "lamp", "pin": HERE, "village": "", **fields})
    return [item.metres for item in public_near(place, at=at)]


def resolved(complaint: Complaint, town: Town) -> Complaint:
    return services.resolve(complaint_id=complaint.pk, remark="แล้ว", by=engineer(town), at=LATER)


def follow(case: Publication, **contact: str) -> Follower:
    told = Contact(**(contact or {"email": "malee@example.com"}))
    return services.follow(case=case.public_id, contact=told, asker="a", at=FRIDAY)


def test_the_nearest_public_cases_of_the_kind_are_offered_with_their_distance(town: Town) -> None:
    public(town)
    public(town, pin=(INSIDE[0], INSIDE[1] + 200 * METRE))
    public(town, pin=(INSIDE[0], INSIDE[1] + 300 * METRE))
    public(town, category="rubbish")
    assigned(town)

    found = near()

    assert len(found) == 2
    assert found[0] == 0
    assert found[1] == pytest.approx(200, abs=3)
    assert near(category="rubbish", pin=None, village="v01") == [None]


def test_recently_closed_cases_are_offered_and_old_ones_are_not(town: Town) -> None:
    case = public(town)
    resolved(case.complaint, town)

    assert near(at=LATER + timedelta(weeks=11)) == [0]
    assert near(at=LATER + timedelta(weeks=12, hours=1)) == []


def test_whoever_follows_is_greeted_and_told_and_can_leave(town: Town) -> None:
    case = public(town)
    follower = follow(case)
    assert follow(case) == follower
    greeting = Message.objects.get(event="complaint.followed")
    token = greeting.body.rsplit("/cases/unfollow/", 1)[1].split("/")[0]

    resolved(case.complaint, town)
    news = Message.objects.get(event="complaint.news")
    assert f"/cases/{case.public_id}/" in news.body
    assert case.complaint.tracking_code not in news.body
    assert "แล้ว\n" not in news.body.split("http")[1]

    services.unfollow(token=token)
    services.unfollow(token=token)
    assert not Follower.objects.exists()
    with pytest.raises(Missing):
        services.unfollow(token=f"{follower.pk + 1}:{token.partition(':')[2]}")


def test_following_needs_a_contact_that_is_no_mask_and_a_public_case(town: Town) -> None:
    case = public(town)
    with pytest.raises(ContactMissing):
        follow(case, name="มาลี")
    with pytest.raises(MaskedValue):
        follow(case, phone="••••••5678")
    publishing.unpublish(complaint_id=case.pk, by=clerk(), at=FRIDAY)
    with pytest.raises(Missing):
        follow(case)
    assert not Follower.objects.exists()


def test_nobody_is_told_about_a_case_that_has_left_the_public_pages(town: Town) -> None:
    case = public(town)
    follow(case)
    publishing.unpublish(complaint_id=case.pk, by=clerk(), at=FRIDAY)

    resolved(case.complaint, town)

    assert not Message.objects.filter(event="complaint.news").exists()


def test_added_information_changes_neither_phase_nor_clock(town: Town) -> None:
    complaint = assigned(town)
    before = Complaint.objects.filter(pk=complaint.pk).values().get()
    reporter = policies.reporter_of(complaint)

    with pytest.raises(NotAllowed):
        services.add_information(complaint_id=complaint.pk, text="x", by=citizen(), at=LATER)
    with pytest.raises(NothingAdded):
        services.add_information(complaint_id=complaint.pk, text=" ", by=reporter, at=LATER)
    services.add_information(complaint_id=complaint.pk, text="เสาที่ 3", by=reporter, at=LATER)

    assert Complaint.objects.filter(pk=complaint.pk).values().get() == before
    assert Entry.objects.get(kind=EntryKind.INFORMATION).public_text == "เสาที่ 3"
    resolved(complaint, town)
    with pytest.raises(ClosedToInformation):
        services.add_information(complaint_id=complaint.pk, text="x", by=reporter, at=LATER)


def reachable(username: str, division: Division, *permissions: str) -> None:
    account = hired(username, division, *permissions).account
    account.email = f"{username}@example.com"
    account.save(update_fields=["email"])


def told(event: str) -> list[str]:
    return sorted(Message.objects.filter(event=event).values_list("address", flat=True))


def test_the_responsible_unit_is_told_when_the_reporter_adds_something(town: Town) -> None:
    reachable("engineer", town.works, *ENGINEER)
    reachable("clerk", town.health, *CLERK)
    complaint = assigned(town)

    services.add_information(
        complaint_id=complaint.pk,
        text="หลอดแตกด้วย",
        by=policies.reporter_of(complaint),
        at=LATER,
    )

    assert told("complaint.informed") == ["engineer@example.com"]


def test_those_who_sort_are_told_while_no_unit_is_responsible(town: Town) -> None:
    reachable("engineer", town.works, *ENGINEER)
    reachable("clerk", town.health, *CLERK)
    complaint = filed()

    services.add_information(
        complaint_id=complaint.pk,
        text="หลอดแตกด้วย",
        by=policies.reporter_of(complaint),
        at=LATER,
    )

    assert told("complaint.informed") == ["clerk@example.com"]


def test_the_unit_is_reminded_once_when_an_outside_body_should_be_done(town: Town) -> None:
    reachable("engineer", town.works, *ENGINEER)
    complaint = assigned(town)
    services.hand_over(
        complaint_id=complaint.pk,
        body=town.power.code,
        remark="ส่งการไฟฟ้า",
        expected_date=(FRIDAY + timedelta(days=3)).date(),
        by=engineer(town),
        at=LATER,
    )

    assert remind_outside(at=FRIDAY + timedelta(days=2)) == 0
    assert remind_outside(at=FRIDAY + timedelta(days=3)) == 1
    remind_outside(at=FRIDAY + timedelta(days=4))

    assert told("complaint.outside_due") == ["engineer@example.com"]
