"""Which complaints have been closed for as long as their personal data is kept."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from kernel.configuration.settings import setting
from modules.complaints.models import Category, Complaint, ComplaintQuerySet


def retention_days(category: Category) -> int:
    """Return for how many days after closing personal data is kept: the kind's own, else above.

    0 means for ever. Never shorter than the time in which a reporter may ask to reopen.
    """
    level: Category | None = category
    while level is not None and level.retention_days is None:
        level = level.parent
    own = level.retention_days if level is not None else None
    days = int(setting("complaints.retention_days") if own is None else own)
    return max(days, int(setting("complaints.reopen_days"))) if days else 0


def due_for_anonymising(at: datetime) -> ComplaintQuerySet:
    """Return the complaints whose personal data is no longer needed.

    Whatever is open, asks to be reopened, or belongs to a complaint that does, is not among them.
    What was anonymised, reopened and closed again is.
    """
    is_new = Q(anonymised_at__isnull=True) | Q(anonymised_at__lt=F("closed_at"))
    rows = Complaint.objects.filter(is_new, reopen_asked_at__isnull=True)
    return rows.filter(_is_old(at))


def _is_old(at: datetime) -> Q:
    """Tell by each kind's own time that the complaint, its root and its whole have been closed."""
    kinds: dict[int, list[int]] = {}
    for category in Category.objects.select_related("parent__parent"):
        kinds.setdefault(retention_days(category), []).append(category.pk)
    found = Q(pk__in=())
    for days, keys in kinds.items():
        if days:
            since = at - timedelta(days=days)
            found |= Q(category__in=keys, closed_at__lte=since) & _with_family(since)
    return found


def _with_family(since: datetime) -> Q:
    family = Q()
    for relation in ("duplicate_of", "parent"):
        is_alone = Q(**{f"{relation}__isnull": True})
        is_old = Q(
            **{f"{relation}__closed_at__lte": since, f"{relation}__reopen_asked_at__isnull": True}
        )
        family &= is_alone | is_old
    return family
