"""The workplace inbox: what every module says is waiting, in the order of urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from kernel.ports import WorkItem


@dataclass(frozen=True, slots=True)
class Inbox:
    """Work in four heaps, each with the earliest due first; alarms before all."""

    alarms: list[WorkItem]
    overdue: list[WorkItem]
    today: list[WorkItem]
    waiting: list[WorkItem]

    @property
    def size(self) -> int:
        """How much waits in all."""
        return len(self.alarms) + len(self.overdue) + len(self.today) + len(self.waiting)


def sort_out(work: Iterable[WorkItem], *, at: datetime) -> Inbox:
    """Put each piece of work on its heap: alarm, overdue, due before midnight here, or later."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    inbox = Inbox([], [], [], [])
    for item in sorted(work, key=_urgency):
        _heap(inbox, item, tomorrow).append(item)
    return inbox


def _heap(inbox: Inbox, item: WorkItem, tomorrow: datetime) -> list[WorkItem]:
    if item.is_alarm:
        return inbox.alarms
    if item.overdue:
        return inbox.overdue
    if item.due_at is not None and item.due_at < tomorrow:
        return inbox.today
    return inbox.waiting


def _urgency(item: WorkItem) -> tuple[bool, float, str]:
    due = item.due_at.timestamp() if item.due_at else 0.0
    return (item.due_at is None, due, item.url)
