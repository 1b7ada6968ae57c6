"""Write a letter, and open one: each side in its own transaction, never both in one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kernel.actors import SYSTEM, Actor
from kernel.audit import services as audit
from kernel.exchange.errors import NotAPartner
from kernel.exchange.kinds import LetterKind, LetterRefused, Partner, letter_kinds, read, written
from kernel.exchange.models import Direction, Letter, State
from kernel.modules import is_on
from kernel.ports import TenantRef, TenantStatus
from kernel.tenancy import current_tenant


@transaction.atomic
def write(  # noqa: PLR0913 - what a letter is made of
    *, kind: str, content: Any, key: str, to: TenantRef, by: Actor, at: datetime
) -> Letter | None:
    """Note the letter for the other municipality; None when this key was written before.

    The caller leaves the bringing to the job, in the same transaction.

    Raises:
        NotAPartner: it is this municipality, or does not serve now.
        KeyError: nobody has registered the kind.
        TypeError: the content holds more than plain values.
    """
    known = letter_kinds()[kind]
    if not isinstance(content, known.content):
        raise TypeError(kind)
    if to.id == current_tenant().id or to.status != TenantStatus.ACTIVE:
        raise NotAPartner
    values = written(content)
    letter, is_new = Letter.objects.get_or_create(
        direction=Direction.OUT,
        partner=to.id,
        kind=kind,
        key=key,
        defaults={"values": values, "at": at},
    )
    if not is_new:
        return None
    given = sorted(name for name, value in values.items() if value not in {"", None})
    _audit("exchange.sent", letter, {"to": to.name, "fields": given}, by=by, at=at)
    return letter


@transaction.atomic
def open_letter(
    *, kind: LetterKind, key: str, values: dict[str, Any], sender: TenantRef, at: datetime
) -> None:
    """Open a letter in the receiver's scope, once however often it comes.

    Raises:
        LetterRefused: the receiver does not take it; nothing was kept.
    """
    if not is_on(kind.module):
        raise LetterRefused(kind.name)
    letter, is_new = Letter.objects.get_or_create(
        direction=Direction.IN,
        partner=sender.id,
        kind=kind.name,
        key=key,
        defaults={"state": State.ARRIVED, "at": at},
    )
    if not is_new:
        return
    kind.receive(read(kind, values), Partner(id=sender.id, slug=sender.slug, name=sender.name), at)
    _audit("exchange.received", letter, {"from": sender.name}, by=SYSTEM, at=at)


@transaction.atomic
def settle(*, letter_id: int, state: State, at: datetime) -> None:
    """Note in the sender's scope that the letter arrived or came back; forget its words."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id, state=State.WAITING).first()
    if letter is None:
        return
    letter.state, letter.values = state, {}
    letter.save(update_fields=["state", "values"])
    if state == State.RETURNED:
        letter_kinds()[letter.kind].returned(letter.key, at)
        _audit("exchange.returned", letter, {}, by=SYSTEM, at=at)


def _audit(action: str, letter: Letter, more: dict[str, Any], *, by: Actor, at: datetime) -> None:
    audit.record(
        actor=by,
        action=action,
        subject=f"letter:{letter.pk}",
        at=at,
        after={"kind": letter.kind, "key": letter.key, **more},
    )
