"""What every move does: lock, decide, save, audit, tell."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.errors import Missing
from kernel.events import publish
from kernel.thai import clean_text
from kernel.workflow import Move
from modules.complaints import policies
from modules.complaints.events import ComplaintMoved, ComplaintSeen, NeighboursComplaintMoved
from modules.complaints.models import AttachmentRole, Channel, Complaint, Entry, EntryKind
from modules.complaints.selectors.audience import Audience, audience
from modules.complaints.services import notices
from modules.complaints.services.photos import Photos, attach
from modules.complaints.states import MACHINE

# What a report says is not changed by a move, and long: it is not written again.
SAID = {"id", "public_id", "number", "tracking_code", "client_key", "channel", "words", "answers"}
SAID |= {"pin", "village", "place", "search_text", "submitted_at"}
CHANGING = [field.name for field in Complaint._meta.concrete_fields if field.name not in SAID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the entry of a move says, and to whom.

    Attributes:
        public_text: the words that the reporter reads.
        internal_note: the words that only the desk reads.
        facts: codes and names worth keeping with the entry.
        notice: the event under which the reporter is told, or "" for no notice.
        notice_words: what the notice's template may show besides the usual.
    """

    public_text: str = ""
    internal_note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    photos: Photos = ()
    notice: str = ""
    notice_words: dict[str, str] = field(default_factory=dict)


def said(text: str) -> str:
    """Return the text as it is stored: the one usual way to write Thai, no odd characters."""
    return clean_text(text).strip()


def given_of(**values: object) -> set[str]:
    """Return the names of what was really given."""
    return {name for name, value in values.items() if value}


def locked(complaint_id: int) -> Complaint:
    """Return the complaint, locked until the transaction ends.

    Raises:
        Missing: it does not exist.
    """
    rows = Complaint.objects.select_for_update(of=("self",)).with_names()
    rows = rows.select_related("outside_body", "reporter").filter(pk=complaint_id)
    complaint = next(iter(rows), None)
    if complaint is None:
        raise Missing
    return complaint


def allowed(complaint: Complaint, name: str, *, by: Actor, given: Collection[str] = ()) -> Move:
    """Return the move if the actor may make it now with what was given.

    Raises:
        IllegalMove: the phase has no such move.
        NotAllowed: it is not open to the actor.
        NeedMissing: something that the move asks for was not given.
    """
    actor = policies.at_hand(by, complaint)
    return MACHINE.check(name, source=complaint.state, by=actor, given=given, subject=complaint)


def moved(complaint: Complaint, move: Move, telling: Telling, *, by: Actor, at: datetime) -> Entry:
    """Save the move: the new phase, its entry, the audit line, the fact and the notice."""
    before = complaint.state
    complaint.state = move.target
    complaint.moved_at = at
    complaint.save(update_fields=CHANGING)
    entry = _entry(complaint, move, telling, before=before, by=by, at=at)
    role = AttachmentRole.AFTER if move.name == "resolve" else AttachmentRole.OTHER
    attach(complaint, entry, telling.photos, role=role, by=by, at=at)
    audit.record(
        actor=by,
        action=f"complaint.{move.name}",
        subject=f"complaint:{complaint.pk}",
        at=at,
        before={"state": before},
        after={"state": complaint.state, **telling.facts},
    )
    if telling.notice:
        notices.tell_reporter(complaint, telling.notice, telling.notice_words, entry=entry)
    others = audience(complaint)
    notices.tell_others(complaint, others, move.name, entry=entry)
    _tell_house(complaint, others, entry, by=by)
    return entry


def _tell_house(complaint: Complaint, others: Audience, entry: Entry, *, by: Actor) -> None:
    publish(
        ComplaintMoved(
            complaint_id=complaint.pk,
            move=entry.move,
            source=entry.before_state,
            target=entry.after_state,
        )
    )
    if by.kind is ActorKind.OFFICER and complaint.unit_id and not others.is_decided:
        publish(ComplaintSeen(complaint_id=complaint.pk))
    if complaint.channel == Channel.NEIGHBOUR:
        publish(NeighboursComplaintMoved(complaint_id=complaint.pk))


def _entry(  # noqa: PLR0913  # the six things a history line is made of
    complaint: Complaint, move: Move, telling: Telling, *, before: str, by: Actor, at: datetime
) -> Entry:
    return Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.MOVED,
        move=move.name,
        before_state=before,
        after_state=complaint.state,
        public_text=telling.public_text,
        internal_note=telling.internal_note,
        actor_kind=by.kind,
        actor_label=by.label,
        unit_name=complaint.unit.name_th if complaint.unit else "",
        facts=telling.facts,
        at=at,
    )
