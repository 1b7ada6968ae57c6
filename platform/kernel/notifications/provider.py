"""What the outbox answers: how lower rooms send messages, and what it wants a person for."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.access.permissions import Permission
from kernel.actors import Actor
from kernel.jobs.selectors import failed_jobs
from kernel.notifications import selectors, services
from kernel.notifications.recipients import Recipient
from kernel.ports import NOTIFIER, WORK_INBOX, WorkItem


def send(  # noqa: PLR0913 - the port's own words
    *,
    event: str,
    name: str,
    email: str,
    phone: str,
    language: str,
    context: dict[str, str],
    key: str,
) -> None:
    """Write the message into the outbox, in the caller's transaction."""
    recipient = Recipient(name=name, email=email, phone=phone, language=language)
    services.notify(event=event, recipient=recipient, context=context, key=key)


def work(actor: Actor) -> list[WorkItem]:
    """Return what was given up, to those who can send or run it again."""
    if not actor.holds(Permission.OUTBOX_VIEW):
        return []
    messages, jobs = selectors.given_up(at=timezone.now()), len(failed_jobs())
    found = (
        (messages, _("มีข้อความที่ส่งไม่ถึงผู้รับ"), _("ระบบลองครบทุกครั้งแล้ว ดูเหตุผลและส่งอีกครั้งได้")),
        (jobs, _("มีงานเบื้องหลังที่ทำไม่สำเร็จ"), _("แจ้งผู้ดูแลระบบกลาง แล้วสั่งให้ทำอีกครั้ง")),
    )
    return [
        WorkItem(
            module="outbox",
            title=title,
            subtitle=remedy,
            url=reverse("outbox:list"),
            state_label=_("%(count)d รายการ") % {"count": count},
            is_alarm=True,
        )
        for count, title, remedy in found
        if count
    ]


NOTIFIER.provide(send)
WORK_INBOX.provide("outbox", work)
