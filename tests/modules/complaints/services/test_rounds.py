from datetime import timedelta

import pytest

from kernel.actors import citizen
from kernel.clocks.clock import Clock
from kernel.errors import NotAllowed
from kernel.notifications.models import Message
from kernel.workflow import IllegalMove, RemarkMissing
from kernel.workflow.refusals import GuardClosed
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint, Entry, EntryKind, Round
from modules.complaints.services.rounds import ReopenWindowOver
from modules.complaints.services.surveying import NothingToRate, RatedAlready, ScoreUnknown
from modules.complaints.states import State
from tests.modules.complaints.town import FRIDAY, Town, april, assigned, clerk, engineer, filed

CLOSED = FRIDAY + timedelta(minutes=30)
ASKED = april(17, "09:00")


def resolved(town: Town) -> Complaint:
    complaint = assigned(town)
    return services.resolve(
        complaint_id=complaint.pk, remark="เปลี่ยนหลอดแล้ว", by=engineer(town), at=CLOSED
    )


def refused() -> Complaint:
    return services.refuse(
        complaint_id=filed().pk, reason="not_found", remark="ไม่พบ", by=clerk(), at=CLOSED
    )


def ask(complaint: Complaint, at=ASKED, remark: str = "ยังดับอยู่") -> Complaint:
    return services.ask_reopen(
        complaint_id=complaint.pk, remark=remark, by=policies.reporter_of(complaint), at=at
    )


def reopen(complaint: Complaint, at=ASKED) -> Complaint:
    return services.reopen(complaint_id=complaint.pk, remark="ไปดูอีกครั้ง", by=clerk(), at=at)


def test_asking_raises_a_flag_with_its_own_clock_and_leaves_the_phase(town: Town) -> None:
    complaint = ask(resolved(town))

    assert complaint.state == State.DONE
    assert complaint.reopen_asked_at == ASKED
    # 3 working days of 8 hours from Friday 09:00.
    assert complaint.reopen_answer_due_at == april(22, "09:00")
    assert complaint.is_on_time is True


def test_granting_starts_a_round_with_a_new_clock_and_keeps_the_first_outcome(town: Town) -> None:
    first = resolved(town)
    frozen = Round.objects.get()
    complaint = reopen(ask(first))

    assert (complaint.state, complaint.round) == (State.WORKING, 2)
    assert complaint.closed_at is None
    assert complaint.is_on_time is None
    assert complaint.reopen_asked_at is None
    # 16 working hours from Friday 17th 09:00, not from the day it was filed.
    assert complaint.due_at == april(21, "09:00")
    assert complaint.responded_at == first.responded_at
    kept = Round.objects.get()
    assert (kept.number, kept.is_on_time, kept.closed_at) == (1, True, CLOSED)
    assert kept.resolution_clock == frozen.resolution_clock

    late = april(30, "10:00")
    services.resolve(complaint_id=complaint.pk, remark="แก้แล้ว", by=engineer(town), at=late)
    assert [row.is_on_time for row in selectors.rounds(complaint)] == [True, False]
    assert Clock.from_json(frozen.resolution_clock).outcome == "met"


def test_refusing_the_request_leaves_the_complaint_closed_and_says_why(town: Town) -> None:
    asked = ask(resolved(town))
    complaint = services.keep_closed(
        complaint_id=asked.pk, remark="ตรวจแล้วสว่างปกติ", by=clerk(), at=ASKED
    )

    assert (complaint.state, complaint.round) == (State.DONE, 1)
    assert complaint.reopen_asked_at is None
    assert complaint.is_on_time is True
    assert Message.objects.filter(event="complaint.kept_closed").exists()
    assert ask(complaint).reopen_asked_at == ASKED


def test_a_complaint_closed_without_work_is_not_solved_and_goes_back_to_triage(town: Town) -> None:
    closed = refused()
    assert Round.objects.get().closed_as == State.CLOSED_OTHER

    complaint = reopen(ask(closed))

    assert (complaint.state, complaint.refusal_reason) == (State.TRIAGE, "")
    assert Round.objects.get().refusal_reason == "not_found"


def test_the_window_is_counted_from_the_stored_time_of_closing(town: Town) -> None:
    complaint = resolved(town)

    with pytest.raises(ReopenWindowOver):
        ask(complaint, at=CLOSED + timedelta(days=30, seconds=1))

    assert ask(complaint, at=CLOSED + timedelta(days=30)).reopen_asked_at


def test_only_the_reporter_asks_and_only_once_and_with_a_reason(town: Town) -> None:
    complaint = resolved(town)
    with pytest.raises(NotAllowed):
        services.ask_reopen(complaint_id=complaint.pk, remark="x", by=citizen(), at=ASKED)
    with pytest.raises(RemarkMissing):
        ask(complaint, remark=" ")
    ask(complaint)
    with pytest.raises(GuardClosed):
        ask(complaint)


def test_staff_cannot_reopen_what_nobody_asked_for(town: Town) -> None:
    complaint = resolved(town)

    with pytest.raises(GuardClosed):
        reopen(complaint)
    assert not policies.moves_open_to(clerk(), complaint)


def test_an_open_or_withdrawn_complaint_cannot_be_asked_to_reopen(town: Town) -> None:
    complaint = filed()
    with pytest.raises(IllegalMove):
        ask(complaint)
    services.withdraw(complaint_id=complaint.pk, by=policies.reporter_of(complaint), at=FRIDAY)
    with pytest.raises(IllegalMove):
        ask(complaint)
    assert not Round.objects.exists()


def test_each_round_takes_one_answer_and_keeps_it(town: Town) -> None:
    complaint = resolved(town)
    reporter = policies.reporter_of(complaint)

    with pytest.raises(NotAllowed):
        services.rate(complaint_id=complaint.pk, score=5, by=citizen(), at=ASKED)
    with pytest.raises(ScoreUnknown):
        services.rate(complaint_id=complaint.pk, score=6, by=reporter, at=ASKED)
    given = services.rate(complaint_id=complaint.pk, score=1, words="ยังดับ", by=reporter, at=ASKED)
    assert given.is_unhappy
    with pytest.raises(RatedAlready):
        services.rate(complaint_id=complaint.pk, score=5, by=reporter, at=ASKED)

    reopen(ask(complaint))
    with pytest.raises(NothingToRate):
        services.rate(complaint_id=complaint.pk, score=5, by=reporter, at=ASKED)
    services.resolve(complaint_id=complaint.pk, remark="แก้แล้ว", by=engineer(town), at=ASKED)
    services.rate(complaint_id=complaint.pk, score=5, by=reporter, at=ASKED)

    assert [row.score for row in selectors.rounds(complaint)] == [1, 5]
    assert Entry.objects.filter(kind=EntryKind.RATED).count() == 2
