from datetime import timedelta

import pytest

from kernel.access.models import Division
from kernel.notifications.models import Message
from modules.complaints import policies, services
from modules.complaints.models import Complaint, Entry, EntryKind, EscalationLevel
from modules.complaints.permissions import Permission
from tests.modules.complaints.desk import hired
from tests.modules.complaints.town import Town, april, assigned, clerk, engineer, filed

# A lamp filed Friday 10th 15:30 with 16 working hours is due Friday 17th 15:30.
DUE = april(17, "15:30")


@pytest.fixture
def ladder(town: Town) -> None:
    office = Division.objects.create(code="clerk-office", name_th="สำนักปลัด")
    for number, (minutes, unit) in enumerate(((0, None), (480, None), (960, office)), start=1):
        EscalationLevel.objects.create(
            number=number,
            name=f"ขั้น {number}",
            after_minutes=minutes,
            permission=Permission.ASSIGN,
            unit=unit,
        )
    for name, division in (("head", town.works), ("palad", office)):
        person = hired(name, division, Permission.VIEW, Permission.ASSIGN)
        person.account.email = f"{name}@example.com"
        person.account.save()
    sorter = hired("sorter", town.health, Permission.VIEW, Permission.TRIAGE)
    sorter.account.email = "sorter@example.com"
    sorter.account.save()


def told() -> list[str]:
    rows = Message.objects.filter(event="complaint.escalated").order_by("pk")
    return [row.address for row in rows]


def levels(complaint: Complaint) -> list[int]:
    rows = Entry.objects.filter(complaint=complaint, kind=EntryKind.ESCALATED).order_by("pk")
    return [row.facts["level"] for row in rows]


def test_each_level_is_told_once_and_later_ones_later(town: Town, ladder: None) -> None:
    complaint = assigned(town)

    assert services.escalate(at=DUE - timedelta(minutes=1)) == 0
    assert services.escalate(at=DUE) == 1
    assert services.escalate(at=DUE + timedelta(minutes=10)) == 0
    # The weekend does not count: 480 working minutes later is Monday 15:30.
    assert services.escalate(at=april(20, "15:29")) == 0
    assert services.escalate(at=april(20, "15:30")) == 1
    assert services.escalate(at=april(21, "15:30")) == 1
    assert services.escalate(at=april(30, "15:30")) == 0

    assert levels(complaint) == [1, 2, 3]
    assert told() == ["head@example.com", "head@example.com", "palad@example.com"]


def test_what_nobody_is_responsible_for_comes_first_and_goes_to_triage(
    town: Town, ladder: None
) -> None:
    mine, nobodys = assigned(town), filed()

    assert services.escalate(at=DUE) == 2

    entries = Entry.objects.filter(kind=EntryKind.ESCALATED).order_by("pk")
    assert [entry.complaint_id for entry in entries] == [nobodys.pk, mine.pk]
    assert told() == ["sorter@example.com", "head@example.com"]


def test_a_missed_run_catches_up_and_a_new_round_climbs_anew(town: Town, ladder: None) -> None:
    complaint = assigned(town)
    late = april(22, "10:00")
    assert services.escalate(at=late) == 3
    services.resolve(complaint_id=complaint.pk, remark="แล้ว", by=engineer(town), at=late)
    assert services.escalate(at=late) == 0
    services.ask_reopen(
        complaint_id=complaint.pk, remark="ยังดับ", by=policies.reporter_of(complaint), at=late
    )
    again = services.reopen(complaint_id=complaint.pk, remark="ไปดู", by=clerk(), at=late)

    assert services.escalate(at=again.due_at) == 1
    assert levels(complaint) == [1, 2, 3, 1]


def test_many_overdue_complaints_are_all_reached(town: Town, ladder: None) -> None:
    for _number in range(60):
        filed()

    assert services.escalate(at=DUE) == 60


def test_without_a_ladder_nobody_is_told(town: Town) -> None:
    assigned(town)

    assert services.escalate(at=april(30, "10:00")) == 0
