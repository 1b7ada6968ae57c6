"""One line of an officer's inbox, whichever module it comes from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """Something that waits for an officer; `due_at` is UTC.

    An alarm is no case but a fault of the house: it comes first, whatever else is late.
    """

    module: str
    title: str
    subtitle: str
    url: str
    state_label: str
    due_at: datetime | None = None
    overdue: bool = False
    is_alarm: bool = False
