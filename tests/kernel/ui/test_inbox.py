"""The inbox puts work on the right heap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kernel.ports import WorkItem
from kernel.ui.inbox import sort_out

# 20:00 in Bangkok on 23 November.
EVENING = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def item(name: str, due_in: timedelta | None, *, overdue: bool = False) -> WorkItem:
    return WorkItem(
        module="complaints",
        title=name,
        subtitle="",
        url=f"/{name}/",
        state_label="",
        due_at=None if due_in is None else EVENING + due_in,
        overdue=overdue,
    )


def test_today_ends_at_midnight_in_bangkok() -> None:
    late_tonight = item("tonight", timedelta(hours=3, minutes=59))
    after_midnight = item("tomorrow", timedelta(hours=4))

    inbox = sort_out([after_midnight, late_tonight], at=EVENING)

    assert inbox.today == [late_tonight]
    assert inbox.waiting == [after_midnight]


def test_overdue_comes_from_its_own_clock_not_from_the_wall() -> None:
    paused = item("paused", timedelta(hours=-5))
    late = item("late", timedelta(hours=-1), overdue=True)

    inbox = sort_out([paused, late], at=EVENING)

    assert inbox.overdue == [late]
    assert inbox.today == [paused]


def test_the_earliest_is_first_and_what_has_no_date_is_last() -> None:
    never, soon, later = (
        item("never", None),
        item("soon", timedelta(days=1)),
        item("later", timedelta(days=2)),
    )

    assert sort_out([never, later, soon], at=EVENING).waiting == [soon, later, never]
    assert sort_out([never, later, soon], at=EVENING).size == 3


def test_an_alarm_stands_before_what_is_late() -> None:
    alarm, late = replace(item("alarm", None), is_alarm=True), item("late", None, overdue=True)

    inbox = sort_out([late, alarm], at=EVENING)

    assert inbox.alarms == [alarm]
    assert inbox.overdue == [late]
    assert inbox.size == 2
