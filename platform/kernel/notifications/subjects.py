"""What the book of deeds calls messages, their wordings, and jobs."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import Permission
from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject, numbers
from kernel.configuration.permissions import Permission as Configuring
from kernel.notifications.models import Message
from kernel.notifications.notices import notice_of


def _messages(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    found = Message.objects.filter(pk__in=numbers(keys)).values_list("pk", "event")
    return {str(pk): Named(title=_label(event), url=_outbox(reader)) for pk, event in found}


def _jobs(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    return {key: Named(title=_("งานเบื้องหลัง"), url=_outbox(reader)) for key in keys}


def _wordings(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    url = reverse("wordings:list") if reader.holds(Configuring.MANAGE) else ""
    return {key: Named(title=_label(key.partition("/")[0]), url=url) for key in keys}


def _label(event: str) -> str | Promise:
    notice = notice_of(event)
    return notice.label if notice else event


def _outbox(reader: Actor) -> str:
    return reverse("outbox:list") if reader.holds(Permission.OUTBOX_VIEW) else ""


declare_subject(SubjectKind(kind="message", module="outbox", name=_messages))
declare_subject(SubjectKind(kind="job", module="outbox", name=_jobs))
declare_subject(SubjectKind(kind="notifications.message_template", module="outbox", name=_wordings))
