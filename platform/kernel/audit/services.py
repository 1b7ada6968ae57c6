"""Write into the book of deeds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kernel.actors import Actor
from kernel.audit.models import Entry
from kernel.audit.values import PERSONAL_FIELDS, mask, plain
from kernel.audit.words import LOOKED

__all__ = ["record", "record_look"]


def record(  # noqa: PLR0913 - the line of the book has these columns
    *,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    personal: Iterable[str] = (),
) -> Entry:
    """Add a deed to the book, in the caller's transaction.

    What personal data was or became is never kept in clear: the fields that are always
    personal, and those named in `personal`, are masked.
    """
    hidden = PERSONAL_FIELDS.union(personal)
    return Entry.objects.create(
        happened_at=at,
        actor_kind=actor.kind,
        actor_label=actor.label,
        account_id=actor.account_id,
        officer_id=actor.officer_id,
        appointment_id=actor.appointment_id,
        capacity=actor.capacity,
        action=action,
        subject=subject,
        before=plain(mask(before or {}, hidden)),
        after=plain(mask(after or {}, hidden)),
        reason=str(plain(reason)),
    )


def record_look(
    *, actor: Actor, subject: str, fields: Iterable[str], at: datetime, reason: str = ""
) -> Entry:
    """Add that the actor looked at these personal fields of the subject."""
    return record(
        actor=actor,
        action=LOOKED,
        subject=subject,
        at=at,
        after={"fields": sorted(fields)},
        reason=reason,
    )
