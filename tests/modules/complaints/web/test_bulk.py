from typing import Any

import pytest

from kernel.audit.models import Entry as AuditEntry
from modules.complaints import tasks
from modules.complaints.models import Complaint
from modules.complaints.services import bulk
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, filed

BULK = "/desk/complaints/bulk/"
ASSIGN = {"move": "assign", "unit": "works", "remark": "ทำพร้อมกัน"}


def page(answer: Any) -> str:
    return str(answer.content.decode())


def ids(*complaints: Complaint) -> list[str]:
    return [str(complaint.public_id) for complaint in complaints]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the request take all the time it needs."""
    monkeypatch.setattr(bulk.go_on, "__kwdefaults__", {"seconds": 60.0})


def test_each_case_goes_through_its_own_service(clerk: Visitor, town: Town, patient: None) -> None:
    first, second = filed(), filed()

    answer = clerk.post(BULK, {**ASSIGN, "chosen": ids(first, second)}, follow=True)

    assert "สำเร็จ 2 เรื่อง" in page(answer)
    for complaint in (first, second):
        complaint.refresh_from_db()
        assert complaint.state == State.WORKING
        assert complaint.responded_at is not None
        assert complaint.entries.get(move="assign").internal_note == "ทำพร้อมกัน"
        subject = f"complaint:{complaint.pk}"
        assert AuditEntry.objects.filter(subject=subject, action="complaint.assign").count() == 1


def test_a_refusal_is_told_for_its_case_and_hinders_no_other(
    clerk: Visitor, town: Town, patient: None
) -> None:
    fresh, taken = filed(), assigned(town)

    answer = clerk.post(BULK, {**ASSIGN, "chosen": ids(taken, fresh)}, follow=True)

    shown = page(answer)
    assert "สำเร็จ 1 เรื่อง" in shown
    assert "ไม่สำเร็จ 1 เรื่อง" in shown
    fresh.refresh_from_db()
    assert fresh.state == State.WORKING


@pytest.mark.parametrize(
    "sent",
    [{"move": "assign", "unit": ""}, {"move": "refuse", "reason": "not_ours", "remark": ""}],
)
def test_what_the_move_needs_is_asked_before_anything_moves(
    clerk: Visitor, town: Town, sent: dict[str, str]
) -> None:
    complaint = filed()

    answer = clerk.post(BULK, {**sent, "chosen": ids(complaint)})

    assert answer.status_code == 400
    assert ids(complaint)[0] in page(answer)  # what was ticked stays ticked
    complaint.refresh_from_db()
    assert complaint.state == State.NEW


def test_nothing_and_too_much_are_refused(clerk: Visitor, town: Town) -> None:
    many = [f"00000000-0000-4000-8000-{number:012d}" for number in range(101)]

    assert "อย่างน้อย 1 เรื่อง" in page(clerk.post(BULK, ASSIGN))
    assert "ไม่เกิน 100 เรื่อง" in page(clerk.post(BULK, {**ASSIGN, "chosen": many}))


def test_what_takes_long_goes_on_in_the_queue(
    clerk: Visitor, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr(bulk.go_on, "__kwdefaults__", {"seconds": 0.0})
    monkeypatch.setattr(
        tasks.go_on_with_bulk, "enqueue", lambda *, bulk_id, **_job: queued.append(bulk_id)
    )
    complaint = filed()

    answer = clerk.post(BULK, {**ASSIGN, "chosen": ids(complaint)}, follow=True)

    shown = page(answer)
    assert "<progress" in shown
    assert "ทำแล้ว 0 จาก 1 เรื่อง" in shown
    assert queued == [bulk.read(queued[0]).id]


def test_somebody_elses_work_is_not_shown(
    clerk: Visitor, engineer: Visitor, town: Town, patient: None
) -> None:
    answer = clerk.post(BULK, {**ASSIGN, "chosen": ids(filed())})

    assert engineer.get(answer["Location"]).status_code == 404


def test_the_list_offers_only_what_the_officer_may_do(
    clerk: Visitor, engineer: Visitor, town: Town
) -> None:
    assigned(town)

    assert 'name="move"' in page(clerk.get("/desk/complaints/?tray=open"))
    assert 'name="move"' not in page(engineer.get("/desk/complaints/?tray=open"))
    assert engineer.post(BULK, ASSIGN).status_code == 400
