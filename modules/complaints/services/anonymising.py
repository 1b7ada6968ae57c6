"""After the retention time: who reported and who followed is forgotten, the figures stay.

The Personal Data Protection Act B.E. 2562 (2019), section 37 (3), asks to erase personal data when
the time of its storage is over.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kernel.actors import SYSTEM, ActorKind
from kernel.audit import services as audit
from kernel.documents import services as documents
from kernel.notifications import services as notifications
from modules.complaints.models import (
    Attachment,
    Complaint,
    Entry,
    EntryKind,
    Follower,
    Referral,
    Reporter,
)
from modules.complaints.selectors.contacts import reporter_or_none
from modules.complaints.selectors.retention import due_for_anonymising
from modules.complaints.services.moving import locked
from modules.complaints.services.publishing import without_contacts
from modules.complaints.services.wordings import COVER, Blot, cover

# What one transaction takes, and what one night does; the rest waits for the next.
BATCH = 50
MOST_A_NIGHT = 20_000
LEAST_LETTERS_OF_A_NAME = 3
NOBODY = "ผู้แจ้ง"


def due(*, at: datetime) -> list[int]:
    """Return the ids of the complaints whose time is over, the oldest closing first."""
    rows = due_for_anonymising(at).order_by("closed_at", "pk")
    return list(rows.values_list("pk", flat=True)[:MOST_A_NIGHT])


@transaction.atomic
def anonymise(*, complaint_ids: Collection[int], at: datetime) -> int:
    """Erase what points to a person in these complaints, and count them; safe to run twice.

    Gone are the reporter's contact and account, followers, letters, what was covered, and where
    cameras and phones were. Kind, place on the map, times, outcomes and scores stay. Whoever was
    reopened meanwhile is left as it is.
    """
    asked = due_for_anonymising(at).filter(pk__in=complaint_ids)
    found = list(asked.order_by("pk").values_list("pk", flat=True))
    for complaint_id in found:
        _forget(locked(complaint_id), at=at)
    notifications.forget_about(key_prefixes=[f"complaint:{pk}:" for pk in found])
    return len(found)


def _forget(complaint: Complaint, *, at: datetime) -> None:
    entries = list(Entry.objects.filter(complaint=complaint).order_by("pk"))
    _forget_places(entries)
    cover(complaint, entries, _blot(reporter_or_none(complaint)))
    Entry.objects.filter(complaint=complaint).update(unredacted=None)
    citizens = Entry.objects.filter(complaint=complaint, actor_kind=ActorKind.CITIZEN)
    citizens.update(actor_label=NOBODY)
    photos = _forget_originals(complaint)
    Reporter.objects.filter(complaint=complaint).delete()
    followers, _rows = Follower.objects.filter(complaint=complaint).delete()
    offers = Referral.objects.filter(complaint=complaint)
    offers.update(with_contact=False, consent="", answer="")
    complaint.unredacted, complaint.client_key, complaint.anonymised_at = None, None, at
    complaint.save(update_fields=["unredacted", "client_key", "anonymised_at"])
    _tell(complaint, {"followers": followers, "originals": photos}, at=at)


def _blot(reporter: Reporter | None) -> Blot:
    """Return what covers contacts and the reporter's name in a text."""
    names = _names(reporter.name) if reporter else []

    def blot(text: str) -> str:
        for name in names:
            text = text.replace(name, COVER)
        return without_contacts(text, mask=COVER)

    return blot


def _names(name: str) -> list[str]:
    first = name.split()[:1]
    return [part for part in (name, *first) if len(part) >= LEAST_LETTERS_OF_A_NAME]


def _forget_places(entries: Collection[Entry]) -> None:
    """Drop where a phone was when it took a photo: its facts, and the note that repeats them."""
    for entry in entries:
        if "taken" in entry.facts:
            entry.facts = {name: fact for name, fact in entry.facts.items() if name != "taken"}
            entry.internal_note = entry.internal_note.partition(" · ")[0]
            entry.save(update_fields=["facts", "internal_note"])


def _forget_originals(complaint: Complaint) -> int:
    """Delete what lies behind covered photos, and what cameras wrote beside the others."""
    rows = Attachment.objects.filter(complaint=complaint).select_related("document", "original")
    behind = []
    for item in rows.order_by("pk"):
        documents.forget_camera(item.document)
        if item.original is not None:
            behind.append(item.original)
            item.original = None
            item.save(update_fields=["original"])
    for original in behind:
        original.delete()
    return len(behind)


def _tell(complaint: Complaint, after: dict[str, object], *, at: datetime) -> None:
    Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.ANONYMISED,
        before_state=complaint.state,
        after_state=complaint.state,
        actor_kind=SYSTEM.kind,
        actor_label=SYSTEM.label,
        unit_name=complaint.unit.name_th if complaint.unit else "",
        at=at,
    )
    audit.record(
        actor=SYSTEM,
        action="complaint.anonymised",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after=after,
    )
