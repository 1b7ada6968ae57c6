"""Redaction of photos: what is shown from now on has black boxes, the original lies behind."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.documents.models import Document
from kernel.documents.redacting import Box, redact
from kernel.errors import Missing, Refused
from modules.complaints import policies, selectors
from modules.complaints.models import Attachment, Complaint, Entry, EntryKind, Publication
from modules.complaints.permissions import Permission
from modules.complaints.services.confiding import ReasonMissing
from modules.complaints.services.moving import locked, said


class NotRedacted(Refused):
    """Nothing of it is covered, so there is no original behind it."""

    code = "not_redacted"
    message = _("ส่วนนี้ไม่ได้ปกปิดไว้")


@transaction.atomic
def redact_photo(
    *, complaint_id: int, photo: UUID, boxes: Collection[Box], by: Actor, at: datetime
) -> Document:
    """Show the photo with black boxes everywhere from now on; more boxes can be added later.

    Raises:
        Missing: the actor may not see the complaint, or it has no such photo.
        NotAllowed: the actor may not redact.
        NoPicture, BoxesWrong, StoreDown: the picture cannot be made.
    """
    complaint = redactable(complaint_id, Permission.REDACT, by=by)
    item = _item(complaint, photo)
    before = item.document
    made = redact(document=before, boxes=boxes, by=by, at=at)
    is_first = item.original is None
    if is_first:
        item.original = before
    item.document = made
    item.save(update_fields=["document", "original"])
    _publish(complaint, before, made)
    if not is_first:
        before.delete()
    after: dict[str, object] = {"photo": str(made.public_id), "boxes": len(boxes)}
    tell(complaint, EntryKind.REDACTED, after, by=by, at=at)
    return made


@transaction.atomic
def restore_photo(
    *, complaint_id: int, photo: UUID, reason: str, by: Actor, at: datetime
) -> Document:
    """Show the original again at the desk; on the public pages it is not shown at all.

    Raises:
        Missing: the actor may not see the complaint, or it has no such photo.
        NotAllowed: the actor may not redact, or not see originals.
        ReasonMissing: no reason was given.
        NotRedacted: the photo has no original behind it.
    """
    complaint = redactable(complaint_id, Permission.REDACT, Permission.SEE_ORIGINAL, by=by)
    check_reason(reason)
    item = _item(complaint, photo)
    covered, original = item.document, item.original
    if original is None:
        raise NotRedacted
    item.document, item.original = original, None
    item.save(update_fields=["document", "original"])
    _publish(complaint, covered, None)
    covered.delete()
    after: dict[str, object] = {"photo": str(original.public_id)}
    tell(complaint, EntryKind.RESTORED, after, reason=reason, by=by, at=at)
    return original


@transaction.atomic
def open_originals(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Write down that the actor looks at what is covered, and why.

    Raises:
        Missing: the actor may not see the complaint.
        NotAllowed: the actor may not see originals.
        ReasonMissing: no reason was given.
        NotRedacted: nothing is covered.
    """
    complaint = redactable(complaint_id, Permission.SEE_ORIGINAL, by=by)
    check_reason(reason)
    if not selectors.has_originals(complaint):
        raise NotRedacted
    audit.record_look(
        actor=by,
        subject=f"complaint:{complaint.pk}",
        fields=["original"],
        at=at,
        reason=said(reason),
    )
    return complaint


def redactable(complaint_id: int, *permissions: str, by: Actor) -> Complaint:
    """Return the complaint, locked, if the actor may see it and holds every permission.

    Raises:
        Missing: the actor may not see it.
        NotAllowed: a permission is missing.
    """
    complaint = locked(complaint_id)
    if not selectors.is_visible(by, complaint):
        raise Missing
    actor = policies.at_hand(by, complaint)
    for permission in permissions:
        actor.require(permission)
    return complaint


def check_reason(reason: str) -> None:
    """Refuse an empty reason.

    Raises:
        ReasonMissing: there is none.
    """
    if not said(reason):
        raise ReasonMissing(field="reason")


def tell(  # noqa: PLR0913  # a line of the history has these parts
    complaint: Complaint,
    kind: EntryKind,
    after: dict[str, object],
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Write into history and book that something was covered or uncovered, never what."""
    Entry.objects.create(
        complaint=complaint,
        kind=kind,
        before_state=complaint.state,
        after_state=complaint.state,
        internal_note=said(reason),
        actor_kind=by.kind,
        actor_label=by.label,
        unit_name=complaint.unit.name_th if complaint.unit else "",
        at=at,
    )
    audit.record(
        actor=by,
        action=f"complaint.{kind}",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after=after,
        reason=said(reason),
    )


def _item(complaint: Complaint, photo: UUID) -> Attachment:
    rows = Attachment.objects.select_for_update(of=("self",))
    rows = rows.select_related("document", "original")
    item = rows.filter(complaint=complaint, document__public_id=photo).first()
    if item is None:
        raise Missing
    return item


def _publish(complaint: Complaint, before: Document, after: Document | None) -> None:
    """Put the covered photo in the place of the other on the public pages, or none."""
    row = Publication.objects.select_for_update().filter(complaint=complaint).first()
    if row is None or str(before.public_id) not in row.photos:
        return
    new = [str(after.public_id)] if after else []
    place = row.photos.index(str(before.public_id))
    row.photos = [*row.photos[:place], *new, *row.photos[place + 1 :]]
    row.save(update_fields=["photos"])
