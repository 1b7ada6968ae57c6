"""The day on which an outside body should be done has come: somebody has to ask again."""

from datetime import datetime, timedelta

from kernel.thai import local_date
from modules.complaints.models import Complaint, Entry
from modules.complaints.services import notices
from modules.complaints.states import State

# A job that did not run for a few days still reminds.
OF_LATE = timedelta(days=7)


def remind_outside(*, at: datetime) -> int:
    """Remind the unit of each complaint whose outside body should be done by now; count them.

    Safe to run twice: each hand-over is reminded of once.
    """
    today = local_date(at)
    waiting = Complaint.objects.filter(
        state=State.WAITING_EXTERNAL,
        outside_due_date__lte=today,
        outside_due_date__gte=today - OF_LATE,
    )
    found = list(waiting.with_names().select_related("outside_body").order_by("pk"))
    for complaint in found:
        handed = Entry.objects.filter(complaint=complaint, move="hand_over").order_by("-at", "-pk")
        entry = handed.first()
        if entry is not None:
            notices.tell_responsible(complaint, "complaint.outside_due", entry=entry, at=at)
    return len(found)
