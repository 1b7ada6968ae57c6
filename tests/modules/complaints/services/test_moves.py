from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from kernel.actors import SYSTEM, Actor, citizen
from kernel.audit.models import Entry as AuditEntry
from kernel.errors import NotAllowed, Refused
from kernel.notifications.models import Message
from kernel.tenancy import tenant_scope
from kernel.workflow import IllegalMove, NeedMissing, PhotoMissing, RemarkMissing
from modules.complaints import policies, services
from modules.complaints.models import Attachment, Category, Complaint, Entry, PhotoRule
from modules.complaints.permissions import Permission
from modules.complaints.services.closing import ReasonUnknown
from modules.complaints.services.performing import VERBS, perform
from modules.complaints.services.routing import SameUnit, UnitUnknown
from modules.complaints.services.working import BodyNeedsTrace, BodyUnknown, ReporterUnreachable
from modules.complaints.states import MACHINE, State
from tenants.directory import DIRECTORY
from tests.modules.complaints.town import (
    FRIDAY,
    Town,
    assigned,
    build_town,
    clerk,
    engineer,
    filed,
    officer,
    photo,
)

LATER = FRIDAY + timedelta(minutes=30)
GIVEN = {
    "unit": "health",
    "remark": "ข้อความ",
    "reason": "not_ours",
    "body": "pea",
    "reference": "ก-1",
}


def asked(town: Town) -> Complaint:
    complaint = assigned(town)
    return services.ask(complaint_id=complaint.pk, remark="เสาต้นไหน", by=engineer(town), at=LATER)


def handed_over(town: Town) -> Complaint:
    complaint = assigned(town)
    return services.hand_over(
        complaint_id=complaint.pk,
        body="pea",
        reference="ก-1",
        remark="แจ้งการไฟฟ้าแล้ว",
        by=engineer(town),
        at=LATER,
    )


def resolved(town: Town) -> Complaint:
    complaint = assigned(town)
    return services.resolve(
        complaint_id=complaint.pk, remark="เปลี่ยนหลอดแล้ว", by=engineer(town), at=LATER
    )


def taken(_town: Town) -> Complaint:
    return services.take(complaint_id=filed().pk, by=clerk(), at=LATER)


def refused(_town: Town) -> Complaint:
    return services.refuse(
        complaint_id=filed().pk, reason="not_ours", remark="เป็นของทางหลวง", by=clerk(), at=LATER
    )


def withdrawn(_town: Town) -> Complaint:
    complaint = filed()
    return services.withdraw(
        complaint_id=complaint.pk, by=policies.reporter_of(complaint), at=LATER
    )


def merged(_town: Town) -> Complaint:
    return services.merge(complaint_id=filed().pk, root=filed().number, by=clerk(), at=LATER)


MADE: dict[State, Callable[[Town], Complaint]] = {
    State.NEW: lambda _town: filed(),
    State.TRIAGE: taken,
    State.WORKING: assigned,
    State.WAITING_CITIZEN: asked,
    State.WAITING_EXTERNAL: handed_over,
    State.DONE: resolved,
    State.CLOSED_OTHER: refused,
    State.CANCELLED: withdrawn,
    State.DUPLICATE: merged,
}


def actors(town: Town, complaint: Complaint) -> dict[str, Actor]:
    return {
        "clerk": clerk(),
        "engineer": engineer(town),
        "other unit": officer(
            "รัตนา", Permission.WORK, Permission.RESOLVE, divisions=(town.health,)
        ),
        "reader": officer("นายก", Permission.VIEW_ALL),
        "reporter": policies.reporter_of(complaint),
        "other reporter": policies.reporter_of(filed()),
        "citizen": citizen(),
        "system": SYSTEM,
    }


@pytest.mark.parametrize("state", MADE)
def test_exactly_the_moves_of_the_table_are_open_and_each_does_what_the_table_says(
    town: Town, state: State
) -> None:
    """Try every verb as everybody in this state: allowed ones land, all others change nothing."""
    complaint = MADE[state](town)
    given = {**GIVEN, "root": filed().number}
    for who, actor in actors(town, complaint).items():
        complaint.refresh_from_db()
        offered = {
            move.name: move.target for move in policies.moves_open_to(actor, complaint, LATER)
        }
        for name in VERBS:
            try:
                with transaction.atomic():
                    after = perform(
                        move=name, complaint_id=complaint.pk, given=given, by=actor, at=LATER
                    )
                    assert name in offered, (state, who, name)
                    assert after.state == offered[name], (state, who, name)
                    entry = Entry.objects.filter(complaint=complaint).latest("pk")
                    assert (entry.before_state, entry.after_state) == (state, after.state)
                    transaction.set_rollback(True)
            except Refused as refusal:
                assert name not in offered, (state, who, name, refusal)
        complaint.refresh_from_db()
        assert complaint.state == state


def test_the_table_of_this_test_tries_every_state_that_the_table_of_moves_reaches() -> None:
    assert set(MADE) == MACHINE.reachable_from(State.NEW)


def test_taking_answers_the_reporter_for_the_first_time(town: Town) -> None:
    complaint = taken(town)

    assert complaint.state == State.TRIAGE
    assert complaint.responded_at == LATER
    assert complaint.is_response_on_time is True
    assert complaint.is_on_time is None


def test_assigning_names_the_unit_tells_the_reporter_and_freezes_the_response(town: Town) -> None:
    complaint = assigned(town)

    assert complaint.unit == town.works
    assert complaint.responded_at == FRIDAY + timedelta(minutes=10)
    assert complaint.due_at is not None
    assert Message.objects.filter(event="complaint.assigned").count() == 1
    entry = Entry.objects.get(complaint=complaint, move="assign")
    assert entry.unit_name == "กองช่าง"
    assert AuditEntry.objects.filter(action="complaint.assign").count() == 1


def test_a_later_name_of_the_unit_does_not_rewrite_history(town: Town) -> None:
    complaint = assigned(town)
    town.works.name_th = "สำนักช่าง"
    town.works.save()

    assert Entry.objects.get(complaint=complaint, move="assign").unit_name == "กองช่าง"


@pytest.mark.parametrize("unit", ["nowhere", "closed"])
def test_only_a_unit_in_use_can_be_assigned(town: Town, unit: str) -> None:
    town.health.is_active = False
    town.health.code = "closed"
    town.health.save()

    with pytest.raises(UnitUnknown):
        services.assign(complaint_id=filed().pk, unit=unit, by=clerk(), at=LATER)


def test_assigning_without_a_unit_is_refused(town: Town) -> None:
    with pytest.raises(NeedMissing):
        services.assign(complaint_id=filed().pk, unit="", by=clerk(), at=LATER)


def test_reassigning_moves_the_work_and_keeps_the_promise(town: Town) -> None:
    complaint = assigned(town)
    due = complaint.due_at

    moved = services.reassign(
        complaint_id=complaint.pk, unit="health", remark="ผิดกอง", by=clerk(), at=LATER
    )

    assert moved.unit == town.health
    assert moved.due_at == due
    with pytest.raises(SameUnit):
        services.reassign(
            complaint_id=complaint.pk, unit="health", remark="ซ้ำ", by=clerk(), at=LATER
        )


def test_another_unit_cannot_resolve_what_is_not_theirs(town: Town) -> None:
    complaint = assigned(town)
    stranger = officer("รัตนา", Permission.WORK, Permission.RESOLVE, divisions=(town.health,))

    with pytest.raises(NotAllowed):
        services.resolve(complaint_id=complaint.pk, remark="เสร็จ", by=stranger, at=LATER)


def test_resolving_needs_words_and_where_asked_a_photo(town: Town, bucket: None) -> None:
    Category.objects.filter(code="lamp").update(photo_rule=PhotoRule.ON_RESOLVE)
    complaint = assigned(town)
    by = engineer(town)

    with pytest.raises(RemarkMissing):
        services.resolve(
            complaint_id=complaint.pk, remark=" \u200b", photos=[photo()], by=by, at=LATER
        )
    with pytest.raises(PhotoMissing):
        services.resolve(complaint_id=complaint.pk, remark="เสร็จแล้ว", by=by, at=LATER)
    done = services.resolve(
        complaint_id=complaint.pk, remark="เปลี่ยนหลอดแล้ว", photos=[photo()], by=by, at=LATER
    )

    assert done.state == State.DONE
    assert done.is_on_time is True
    assert done.closed_at == LATER
    assert Attachment.objects.get(complaint=done).role == "after"
    assert Message.objects.filter(event="complaint.resolved").count() == 1


def test_refusing_needs_a_reason_of_the_list_and_words(town: Town) -> None:
    complaint = filed()

    with pytest.raises(NeedMissing):
        services.refuse(complaint_id=complaint.pk, reason="", remark="x", by=clerk(), at=LATER)
    with pytest.raises(ReasonUnknown):
        services.refuse(complaint_id=complaint.pk, reason="lazy", remark="x", by=clerk(), at=LATER)
    closed = services.refuse(
        complaint_id=complaint.pk, reason="not_ours", remark="ของทางหลวง", by=clerk(), at=LATER
    )

    assert closed.state == State.CLOSED_OTHER
    assert closed.refusal_reason == "not_ours"


def test_a_question_needs_somebody_to_ask(town: Town) -> None:
    complaint = filed(contact=services.Contact())

    with pytest.raises(ReporterUnreachable):
        services.ask(complaint_id=complaint.pk, remark="ที่ไหน", by=clerk(), at=LATER)


def test_an_answer_leads_back_to_the_unit_or_to_triage(town: Town) -> None:
    with_unit = asked(town)
    without = services.ask(complaint_id=filed().pk, remark="ที่ไหน", by=clerk(), at=LATER)

    for complaint, phase in ((with_unit, State.WORKING), (without, State.TRIAGE)):
        answered = services.answer(
            complaint_id=complaint.pk,
            remark="เสาหน้าวัด",
            by=policies.reporter_of(complaint),
            at=LATER,
        )
        assert answered.state == phase
    assert Message.objects.filter(event="complaint.asked").count() == 2


def test_a_question_that_stays_unanswered_is_gone_on_with_never_closed(town: Town) -> None:
    complaint = asked(town)
    due_at = complaint.answer_due_at
    assert due_at is not None

    assert services.resume_unanswered(at=due_at - timedelta(seconds=1)) == 0
    assert services.resume_unanswered(at=due_at + timedelta(hours=3)) == 1
    assert services.resume_unanswered(at=due_at + timedelta(hours=4)) == 0

    complaint.refresh_from_db()
    assert complaint.state == State.WORKING
    assert complaint.answer_due_at is None
    entry = Entry.objects.filter(complaint=complaint).latest("pk")
    assert entry.actor_kind == "system"
    assert entry.public_text


def test_an_outside_body_is_known_and_leaves_a_trace(town: Town) -> None:
    complaint = assigned(town)

    def hand_over(**given: object) -> Complaint:
        words = {"body": "pea", "remark": "แจ้งแล้ว", **given}
        return services.hand_over(complaint_id=complaint.pk, by=engineer(town), at=LATER, **words)

    with pytest.raises(BodyUnknown):
        hand_over(body="nobody", reference="1")
    with pytest.raises(BodyNeedsTrace):
        hand_over()
    over = hand_over(expected_date=date(2026, 4, 30))

    assert over.outside_body == town.power
    assert over.state == State.WAITING_EXTERNAL
    assert over.due_at is not None


def test_withdrawing_is_left_out_of_the_on_time_figures(town: Town) -> None:
    complaint = withdrawn(town)

    assert complaint.state == State.CANCELLED
    assert complaint.is_on_time is None
    assert complaint.is_response_on_time is None


def test_a_move_on_a_closed_complaint_says_no(town: Town) -> None:
    complaint = resolved(town)

    with pytest.raises(IllegalMove):
        services.take(complaint_id=complaint.pk, by=clerk(), at=LATER)


def test_an_unknown_move_is_illegal(town: Town) -> None:
    with pytest.raises(IllegalMove):
        perform(move="teleport", complaint_id=filed().pk, given={}, by=clerk(), at=LATER)


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(committed: object) -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        build_town()
        complaint = filed()

    def assign(unit: str) -> str:
        try:
            with tenant_scope(ref):
                services.assign(complaint_id=complaint.pk, unit=unit, by=clerk(), at=LATER)
        except IllegalMove:
            return "told"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(max_workers=2) as pool:
        ends = sorted(pool.map(assign, ("works", "health")))

    assert ends == ["told", "won"]
    with tenant_scope(ref):
        assert Entry.objects.filter(complaint=complaint, move="assign").count() == 1
        assert Message.objects.filter(event="complaint.assigned").count() == 1
