"""Read the book of deeds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from kernel.audit.chain import Break, Fault, Head, Verdict, head, verify
from kernel.audit.models import Entry
from kernel.audit.subjects import subjects_called
from kernel.thai import BANGKOK

__all__ = [
    "Break",
    "Fault",
    "Filters",
    "Head",
    "Page",
    "Verdict",
    "head",
    "history",
    "page",
    "verify",
]

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the reader of the book is looking for; an empty field does not narrow.

    The subject is one such as "complaint:12", or the number or name by which people know it.
    """

    subject: str = ""
    action: str = ""
    actor: str = ""
    from_date: date | None = None
    until_date: date | None = None
    before_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries, newest first, and where the next page begins."""

    entries: list[Entry]
    older_than: int | None


def history(subject: str) -> QuerySet[Entry]:
    """Return the deeds done to a subject such as "complaint:12", oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")


def page(filters: Filters, *, size: int = PAGE_SIZE) -> Page:
    """Return one page of the book, newest first, in one query."""
    found = list(_matching(filters).order_by("-id")[: size + 1])
    shown = found[:size]
    return Page(entries=shown, older_than=shown[-1].pk if len(found) > size else None)


def _matching(filters: Filters) -> QuerySet[Entry]:
    entries = Entry.objects.all()
    if filters.subject:
        entries = entries.filter(subject__in=subjects_called(filters.subject))
    if filters.action:
        entries = entries.filter(action__startswith=filters.action)
    if filters.actor:
        entries = entries.filter(actor_label__icontains=filters.actor)
    if filters.from_date:
        entries = entries.filter(happened_at__gte=_midnight(filters.from_date))
    if filters.until_date:
        entries = entries.filter(happened_at__lt=_midnight(filters.until_date + timedelta(days=1)))
    if filters.before_id:
        entries = entries.filter(id__lt=filters.before_id)
    return entries


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BANGKOK)
