"""What becomes public: place and state once a unit has it, words and photos when chosen."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.audit import services as audit
from kernel.configuration.settings import setting
from kernel.errors import Refused
from modules.complaints import policies
from modules.complaints.models import Attachment, Complaint, Entry, EntryKind, Publication
from modules.complaints.permissions import Permission
from modules.complaints.selectors.categories import line
from modules.complaints.selectors.public import may_be_public
from modules.complaints.services.moving import locked, said

_MASK = "•••"
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_LONG_NUMBER = re.compile(r"\d(?:[\s.-]?\d){6,}")


class NotForPublic(Refused):
    """Triage has not taken it, it was taken back, or it is confidential."""

    code = "not_for_public"
    message = _("เรื่องนี้เผยแพร่ไม่ได้ในตอนนี้")
    remedy = _("เผยแพร่ได้เมื่อรับเรื่องแล้ว และไม่ใช่เรื่องลับหรือเรื่องที่ถอนไปแล้ว")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What an officer wants everybody to see: words of the officer's own, chosen photos."""

    words: str = ""
    photos: Collection[str] = ()


@transaction.atomic
def publish(*, complaint_id: int, publishing: Publishing, by: Actor, at: datetime) -> Publication:
    """Put the public side of a complaint on the map and the list.

    Raises:
        NotAllowed: the actor does not triage.
        NotForPublic: it is not for everybody, or not yet.
    """
    by.require(Permission.TRIAGE)
    complaint = locked(complaint_id)
    if not may_be_public(complaint):
        raise NotForPublic
    words = said(publishing.words)
    photos = _own_photos(complaint, publishing.photos)
    shown = _shown(complaint, by=by, at=at, words=words, photos=photos)
    _tell(complaint, "complaint.published", {"words": bool(words), "photos": photos}, by=by, at=at)
    return shown


@transaction.atomic
def unpublish(*, complaint_id: int, by: Actor, at: datetime) -> None:
    """Take a complaint off the public pages; it does not come back by itself.

    Raises:
        NotAllowed: the actor does not triage.
    """
    complaint = locked(complaint_id)
    policies.at_hand(by, complaint).require(Permission.TRIAGE)
    _shown(complaint, by=by, at=at, is_shown=False)
    _tell(complaint, "complaint.unpublished", {}, by=by, at=at)


@transaction.atomic
def publish_when_assigned(*, complaint_id: int, at: datetime) -> bool:
    """Publish kind, place and state of a complaint that triage has given to a unit.

    Words and photos stay hidden; what an officer has decided before stands; safe to run twice.
    """
    complaint = locked(complaint_id)
    is_wanted = all(level.is_public for level in line(complaint.category))
    if not (is_wanted and setting("complaints.publish_when_assigned")):
        return False
    if complaint.unit_id is None or not may_be_public(complaint):
        return False
    if Publication.objects.filter(complaint=complaint).exists() or not _seen(complaint):
        return False
    _shown(complaint, by=SYSTEM, at=at)
    _tell(complaint, "complaint.published", {"words": False, "photos": []}, by=SYSTEM, at=at)
    return True


def _seen(complaint: Complaint) -> bool:
    """Tell whether a person has moved it: a rule that assigns by itself has seen nothing."""
    moves = Entry.objects.filter(complaint=complaint, kind=EntryKind.MOVED)
    return moves.filter(actor_kind=ActorKind.OFFICER).exists()


def without_contacts(words: str, *, mask: str = _MASK) -> str:
    """Return the words with telephone and card numbers and addresses of e-mail blotted out."""
    return _LONG_NUMBER.sub(mask, _EMAIL.sub(mask, words))


def _shown(  # noqa: PLR0913  # the columns of the row
    complaint: Complaint,
    *,
    by: Actor,
    at: datetime,
    is_shown: bool = True,
    words: str = "",
    photos: list[str] | None = None,
) -> Publication:
    columns = {
        "is_shown": is_shown,
        "words": words,
        "photos": photos or [],
        "pin": complaint.pin,
        "decided_at": at,
        "decided_by": by.label[:200],
    }
    row, _created = Publication.objects.update_or_create(complaint=complaint, defaults=columns)
    return row


def _own_photos(complaint: Complaint, wanted: Collection[str]) -> list[str]:
    """Keep the documents that really are photos of this complaint."""
    rows = Attachment.objects.filter(complaint=complaint).order_by("pk")
    known = [str(key) for key in rows.values_list("document__public_id", flat=True)]
    return [key for key in known if key in set(wanted)]


def _tell(
    complaint: Complaint, action: str, after: dict[str, object], *, by: Actor, at: datetime
) -> None:
    audit.record(actor=by, action=action, subject=f"complaint:{complaint.pk}", at=at, after=after)
