"""What calendars bring to the inbox of whoever keeps them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.actors import Actor
from kernel.clocks.permissions import Permission
from kernel.clocks.selectors import coverage_alarm
from kernel.ports import WORK_INBOX, WorkItem


def work(actor: Actor) -> list[WorkItem]:
    """Return the alarm of a calendar that ends too soon, to those who can mend it."""
    alarm = coverage_alarm(timezone.now()) if actor.holds(Permission.MANAGE) else None
    if alarm is None:
        return []
    return [
        WorkItem(
            module="clocks",
            title=_("ปฏิทินวันทำการใกล้หมดรายการวันหยุด"),
            subtitle=alarm.text,
            url=reverse("calendar:days"),
            state_label=_("ต้องแก้ไข"),
            is_alarm=True,
        )
    ]


WORK_INBOX.provide("clocks", work)
