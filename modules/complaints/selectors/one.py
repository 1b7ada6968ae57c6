"""One complaint, for an officer or for the holder of its tracking code."""

from dataclasses import dataclass, field
from uuid import UUID

from kernel.actors import Actor
from kernel.documents.models import Document
from kernel.errors import Missing
from kernel.workflow import IllegalMove, Move
from modules.complaints import policies
from modules.complaints.models import Attachment, Complaint, Entry, EntryKind
from modules.complaints.models.tracking_code import read_tracking_code

PUBLIC_KINDS = frozenset(
    {
        EntryKind.FILED,
        EntryKind.MOVED,
        EntryKind.DUE_CHANGED,
        EntryKind.INFORMATION,
        EntryKind.ANONYMISED,
    }
)


@dataclass(slots=True, kw_only=True)
class TimelineEntry:
    """An entry with the photos that came with it."""

    entry: Entry
    attachments: list[Attachment] = field(default_factory=list)


def complaint_for(*, actor: Actor, public_id: UUID) -> Complaint:
    """Return the complaint if the officer may see it.

    Raises:
        Missing: it does not exist, or not for this officer.
    """
    rows = Complaint.objects.filter(policies.visible_to(actor), public_id=public_id)
    complaint = rows.with_names().select_related("outside_body").first()
    if complaint is None:
        raise Missing
    return complaint


def visible_id(*, actor: Actor, public_id: UUID) -> int:
    """Return the key of the complaint if the officer may see it, for a service that locks it.

    Raises:
        Missing: it does not exist, or not for this officer.
    """
    rows = Complaint.objects.filter(policies.visible_to(actor), public_id=public_id)
    found = rows.order_by().values_list("pk", flat=True)[:1]
    for key in found:
        return key
    raise Missing


def listed(*, actor: Actor, public_id: UUID) -> Complaint:
    """Return the complaint if it stands in the officer's ordinary lists.

    Raises:
        Missing: it does not exist, is confidential, or not for this officer.
    """
    rows = Complaint.objects.ordinary().filter(policies.visible_to(actor), public_id=public_id)
    complaint = rows.with_names().first()
    if complaint is None:
        raise Missing
    return complaint


def complaint_by_tracking_code(text: str) -> Complaint:
    """Return the complaint of this tracking code, however it was typed.

    Raises:
        Missing: no complaint has the code; the answer is the same for whatever is no code.
    """
    code = read_tracking_code(text)
    rows = Complaint.objects.filter(tracking_code=code) if code else Complaint.objects.none()
    complaint = rows.with_names().select_related("outside_body").first()
    if complaint is None:
        raise Missing
    return complaint


def timeline(complaint: Complaint) -> list[TimelineEntry]:
    """Return the history of the complaint, oldest first, with its photos."""
    entries = Entry.objects.filter(complaint=complaint).order_by("at", "pk")
    lines = {entry.pk: TimelineEntry(entry=entry) for entry in entries}
    attachments = Attachment.objects.filter(complaint=complaint).select_related("document")
    for attachment in attachments.order_by("pk"):
        lines[attachment.entry_id].attachments.append(attachment)
    return list(lines.values())


def answers_in_words(complaint: Complaint) -> list[tuple[str, str]]:
    """Return each question of the kind with what the reporter answered."""
    questions = {question.code: question.label for question in complaint.category.asked}
    return [(questions.get(code, code), answer) for code, answer in complaint.answers.items()]


def public_part(entries: list[TimelineEntry]) -> list[TimelineEntry]:
    """Keep what the citizen may read of a history."""
    return [item for item in entries if item.entry.kind in PUBLIC_KINDS]


def complaint_of_photo(document: Document) -> Complaint | None:
    """Return the complaint that the photo belongs to, or None."""
    return Complaint.objects.filter(attachments__document=document).first()


def complaint_of_original(document: Document) -> Complaint | None:
    """Return the complaint in which a covered photo is shown in place of this one, or None."""
    return Complaint.objects.filter(attachments__original=document).first()


def has_originals(complaint: Complaint) -> bool:
    """Tell whether a text or a photo of the complaint is covered."""
    photos = Attachment.objects.filter(complaint=complaint, original__isnull=False)
    entries = Entry.objects.filter(complaint=complaint, unredacted__isnull=False)
    return complaint.unredacted is not None or photos.exists() or entries.exists()


def is_visible(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may see the complaint."""
    return Complaint.objects.filter(policies.visible_to(actor), pk=complaint.pk).exists()


def open_move(actor: Actor, complaint: Complaint, name: str) -> Move:
    """Return the move of this name that is open to the actor now.

    Raises:
        IllegalMove: there is none.
    """
    for move in policies.moves_open_to(actor, complaint):
        if move.name == name:
            return move
    raise IllegalMove
