"""The golden clock cases of the domain notes, on the whole desk: Mon-Fri 08:30-16:30, 16 hours."""

import pytest

from kernel.actors import SYSTEM
from kernel.clocks import services as clocks
from kernel.clocks.models import HolidayKind
from kernel.notifications.models import Message
from modules.complaints import policies, services
from modules.complaints.models import Category, Complaint, Entry, OutsideBody
from modules.complaints.selectors import target_rule
from tests.modules.complaints.town import FRIDAY, Town, april, assigned, clerk, engineer, filed


def test_case_1_sixteen_working_hours_over_songkran(town: Town) -> None:
    assert filed(FRIDAY).due_at == april(17, "15:30")


def test_case_2_a_pause_moves_the_due_date_by_what_it_lasted(town: Town) -> None:
    complaint = assigned(town)
    services.ask(
        complaint_id=complaint.pk, remark="เสาไหน", by=engineer(town), at=april(16, "10:30")
    )

    answered = services.answer(
        complaint_id=complaint.pk,
        remark="หน้าวัด",
        by=policies.reporter_of(complaint),
        at=april(17, "10:30"),
    )

    assert answered.due_at == april(20, "15:30")


def test_case_3_a_new_holiday_moves_the_due_date_with_an_event_and_a_notice(town: Town) -> None:
    complaint = filed(FRIDAY)
    clocks.declare_holiday(
        day=april(17, "00:00").date(),
        name="วันหยุดพิเศษ",
        kind=HolidayKind.NATIONAL,
        by=SYSTEM,
        at=april(16, "09:00"),
    )

    assert services.recompute_due_dates(at=april(16, "09:01")) == 1
    assert services.recompute_due_dates(at=april(16, "09:02")) == 0

    complaint.refresh_from_db()
    assert complaint.due_at == april(20, "15:30")
    assert Entry.objects.filter(complaint=complaint, kind="due_changed").count() == 1
    assert Message.objects.filter(event="complaint.due_changed").count() == 1


def test_case_4_a_report_at_night_counts_from_the_next_office_hour(town: Town) -> None:
    assert filed(april(11, "02:00")).due_at == april(17, "16:30")


def test_case_5_a_correction_of_the_contact_changes_no_clock(town: Town) -> None:
    complaint = assigned(town)
    before = (complaint.due_at, complaint.resolution_clock, complaint.moved_at)

    services.correct_contact(
        complaint_id=complaint.pk,
        contact=services.Contact(name="สมหญิง", phone="0898765432"),
        by=clerk(),
        at=april(16, "11:00"),
    )

    complaint.refresh_from_db()
    assert (complaint.due_at, complaint.resolution_clock, complaint.moved_at) == before


def test_while_a_question_waits_the_due_date_is_the_latest_possible_one(town: Town) -> None:
    Category.objects.filter(code="lamp").update(answer_minutes=480)
    complaint = assigned(town)

    asked = services.ask(
        complaint_id=complaint.pk, remark="เสาไหน", by=engineer(town), at=april(16, "10:30")
    )

    assert asked.answer_due_at == april(17, "10:30")
    assert asked.due_at == april(20, "15:30")


def test_an_answer_after_the_limit_has_counted_since_the_limit(town: Town) -> None:
    Category.objects.filter(code="lamp").update(answer_minutes=60)
    complaint = assigned(town)
    services.ask(
        complaint_id=complaint.pk, remark="เสาไหน", by=engineer(town), at=april(16, "10:30")
    )

    late = services.answer(
        complaint_id=complaint.pk,
        remark="หน้าวัด",
        by=policies.reporter_of(complaint),
        at=april(20, "09:00"),
    )

    assert late.due_at == april(17, "16:30")


@pytest.mark.parametrize("rule", ["pauses", "runs on"])
def test_an_outside_body_pauses_the_clock_only_by_rule(town: Town, rule: str) -> None:
    pauses = rule == "pauses"
    OutsideBody.objects.update(pauses_clock=pauses)
    complaint = assigned(town)
    due = complaint.due_at
    over = services.hand_over(
        complaint_id=complaint.pk,
        body="pea",
        reference="1",
        remark="แจ้งแล้ว",
        by=engineer(town),
        at=april(16, "10:30"),
    )
    assert over.due_at == (None if pauses else due)

    back = services.take_back(
        complaint_id=complaint.pk, remark="ไม่ใช่ของเขา", by=engineer(town), at=april(17, "10:30")
    )

    assert back.due_at == (april(20, "15:30") if pauses else due)


def test_done_too_late_is_frozen_as_missed(town: Town) -> None:
    complaint = assigned(town)

    done = services.resolve(
        complaint_id=complaint.pk, remark="เสร็จ", by=engineer(town), at=april(17, "15:31")
    )

    assert done.is_on_time is False
    assert done.is_response_on_time is True


def test_targets_come_from_the_leaf_else_the_group_else_the_setting(town: Town) -> None:
    lamp = Category.objects.select_related("parent").get(code="lamp")
    rubbish = Category.objects.select_related("parent").get(code="rubbish")

    assert target_rule(lamp).resolution_minutes == 960
    assert target_rule(lamp).resolution_from == "category:light"
    assert target_rule(rubbish).resolution_from == "category:rubbish"
    assert target_rule(rubbish).response_from == "setting"


def test_a_later_change_of_the_category_keeps_the_promise(town: Town) -> None:
    complaint = filed()
    Category.objects.update(resolution_minutes=1)

    services.recompute_due_dates(at=april(16, "09:00"))

    complaint.refresh_from_db()
    assert complaint.due_at == april(17, "15:30")
    assert Complaint.objects.filter(due_at__isnull=True).count() == 0
