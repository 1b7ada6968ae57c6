from datetime import timedelta

import pytest

from kernel.errors import NotAllowed
from kernel.notifications.models import Message
from kernel.workflow import IllegalMove
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint, Entry, EntryKind, Round
from modules.complaints.services.merging import RootUnknown
from modules.complaints.services.splitting import NotForSplitting, PartsOpen, TooManyParts
from modules.complaints.states import State
from tests.modules.complaints.town import FRIDAY, Town, april, assigned, clerk, engineer, filed

LATER = FRIDAY + timedelta(minutes=30)
FROZEN = ("state", "due_at", "resolution_clock", "answer_due_at", "is_on_time", "closed_at")


def merge(complaint: Complaint, root: Complaint) -> Complaint:
    return services.merge(complaint_id=complaint.pk, root=root.number, by=clerk(), at=LATER)


def undo(complaint: Complaint) -> Complaint:
    at = april(20, "10:00")
    return services.unmerge(complaint_id=complaint.pk, remark="คนละต้น", by=clerk(), at=at)


def test_a_duplicate_points_at_the_root_and_leaves_the_on_time_figures(town: Town) -> None:
    root, again = assigned(town), filed()
    complaint = merge(again, root)

    assert (complaint.state, complaint.duplicate_of_id) == (State.DUPLICATE, root.pk)
    assert complaint.is_on_time is None
    assert not Round.objects.exists()
    assert selectors.root_of(complaint) == root


def test_undoing_restores_phase_and_clocks_whatever_they_were(town: Town) -> None:
    root = filed()
    asked = assigned(town)
    services.ask(complaint_id=asked.pk, remark="เสาใด", by=engineer(town), at=LATER)
    for complaint in (filed(), assigned(town), asked):
        before = Complaint.objects.filter(pk=complaint.pk).values(*FROZEN).get()
        merge(complaint, root)
        undo(complaint)
        assert Complaint.objects.filter(pk=complaint.pk).values(*FROZEN).get() == before


def test_there_are_no_chains(town: Town) -> None:
    first, second, third = filed(), filed(), filed()
    merge(second, first)
    merge(third, second)
    third.refresh_from_db()
    assert third.duplicate_of_id == first.pk

    elder = filed()
    merge(first, elder)
    assert set(Complaint.objects.filter(duplicate_of=elder)) == {first, second, third}

    undo(first)
    assert set(Complaint.objects.filter(duplicate_of=first)) == {second, third}


def test_a_root_must_be_another_complaint_that_was_not_withdrawn(town: Town) -> None:
    complaint, gone = filed(), filed()
    services.withdraw(complaint_id=gone.pk, by=policies.reporter_of(gone), at=LATER)
    merged = merge(filed(), complaint)

    for number in (complaint.number, "ร-00-99999", gone.number, merged.number):
        with pytest.raises(RootUnknown):
            services.merge(complaint_id=complaint.pk, root=number, by=clerk(), at=LATER)
    with pytest.raises(NotAllowed):
        services.merge(complaint_id=complaint.pk, root=filed().number, by=engineer(town), at=LATER)
    with pytest.raises(IllegalMove):
        merge(merged, filed())


def test_the_reporter_of_a_duplicate_hears_how_the_root_goes_on(town: Town) -> None:
    root, again = assigned(town), filed()
    merge(again, root)
    services.resolve(complaint_id=root.pk, remark="แล้ว", by=engineer(town), at=LATER)

    news = Message.objects.filter(event="complaint.news").first()
    assert news is not None
    assert f"/track/{again.tracking_code}/" in news.body
    assert root.tracking_code not in news.body


def split(whole: Complaint, category: str = "rubbish") -> Complaint:
    return services.split(
        complaint_id=whole.pk, category=category, words="มีกองขยะด้วย", by=clerk(), at=LATER
    )


def test_a_part_has_its_own_number_and_clock_and_no_reporter(town: Town) -> None:
    whole = assigned(town)
    part = split(whole)

    assert part.parent_id == whole.pk
    assert part.number != whole.number
    assert part.submitted_at == LATER
    assert part.pin == whole.pin
    assert selectors.masked_contact(part) is None
    assert Entry.objects.get(kind=EntryKind.SPLIT).facts["part"] == part.number


def test_a_whole_does_not_close_while_a_part_is_open(town: Town) -> None:
    whole = assigned(town)
    part = split(whole)
    reporter = policies.reporter_of(whole)

    with pytest.raises(PartsOpen):
        services.resolve(complaint_id=whole.pk, remark="แล้ว", by=engineer(town), at=LATER)
    with pytest.raises(PartsOpen):
        services.refuse(complaint_id=whole.pk, reason="other", remark="x", by=clerk(), at=LATER)
    with pytest.raises(PartsOpen):
        services.withdraw(complaint_id=whole.pk, by=reporter, at=LATER)
    with pytest.raises(PartsOpen):
        merge(whole, filed())

    services.refuse(complaint_id=part.pk, reason="other", remark="x", by=clerk(), at=LATER)
    services.resolve(complaint_id=whole.pk, remark="แล้ว", by=engineer(town), at=LATER)


def test_there_is_one_level_of_at_most_ten_parts(town: Town) -> None:
    whole = filed()
    parts = [split(whole) for _number in range(10)]
    with pytest.raises(TooManyParts):
        split(whole)
    with pytest.raises(NotForSplitting):
        split(parts[0])
    with pytest.raises(NotAllowed):
        services.split(
            complaint_id=whole.pk, category="lamp", words="xxx", by=engineer(town), at=LATER
        )
