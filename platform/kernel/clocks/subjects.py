"""What the book of deeds calls calendars."""

from collections.abc import Collection

from django.urls import reverse

from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject, numbers
from kernel.clocks.models import Calendar
from kernel.clocks.permissions import Permission


def _calendars(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    url = reverse("calendar:days") if reader.holds(Permission.MANAGE) else ""
    found = Calendar.objects.filter(pk__in=numbers(keys))
    return {str(one.pk): Named(title=one.name, url=url) for one in found}


declare_subject(SubjectKind(kind="calendar", module="clocks", name=_calendars))
