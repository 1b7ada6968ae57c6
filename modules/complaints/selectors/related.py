"""What a complaint belongs together with: its root, its duplicates, its whole, its parts."""

from dataclasses import dataclass
from datetime import datetime

from kernel.actors import Actor
from modules.complaints import policies
from modules.complaints.models import Complaint, Entry
from modules.complaints.models.complaint import ComplaintQuerySet
from modules.complaints.selectors.nearby import Near, Place, visible_near


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Everything tied to a complaint that the officer may see, and what may be the same."""

    root: Complaint | None
    whole: Complaint | None
    duplicates: list[Complaint]
    parts: list[Complaint]
    alike: list[Near[Complaint]]


def _one(rows: ComplaintQuerySet, key: int | None) -> Complaint | None:
    return rows.filter(pk=key).first() if key else None


def related(complaint: Complaint, *, actor: Actor, at: datetime) -> Related:
    """Return what the complaint belongs together with."""
    rows = Complaint.objects.filter(policies.visible_to(actor)).with_names()
    may_be_merged = complaint.is_open and not complaint.is_confidential
    return Related(
        root=_one(rows, complaint.duplicate_of_id),
        whole=_one(rows, complaint.parent_id),
        duplicates=list(rows.filter(duplicate_of=complaint).order_by("pk")),
        parts=list(rows.filter(parent=complaint).order_by("pk")),
        alike=_alike(complaint, actor=actor, at=at) if may_be_merged else [],
    )


def root_of(complaint: Complaint) -> Complaint | None:
    """Return the complaint whose state a duplicate shows; None when it is no duplicate."""
    if complaint.duplicate_of_id is None:
        return None
    return Complaint.objects.with_names().get(pk=complaint.duplicate_of_id)


def closing_words(complaint: Complaint) -> str:
    """Return what staff said at the last closing; it is the same for all who reported it."""
    if complaint.is_open:
        return ""
    entries = Entry.objects.filter(complaint=complaint, move__in=("resolve", "refuse"))
    last = entries.order_by("-at", "-pk").first()
    return last.public_text if last else ""


def _alike(complaint: Complaint, *, actor: Actor, at: datetime) -> list[Near[Complaint]]:
    place = Place(
        category=complaint.category.code,
        pin=complaint.pin,
        village=complaint.village.code if complaint.village else "",
    )
    found = visible_near(place, actor=actor, at=at)
    return [
        near for near in found if near.row.pk != complaint.pk and near.row.duplicate_of_id is None
    ]
