"""Ask for a file, follow it, and let it go when its time is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.access.models import Officer
from kernel.actors import Actor
from kernel.documents.making import MadeFile, keep
from kernel.errors import NotAllowed
from kernel.handouts.errors import TooManyHandouts
from kernel.handouts.models import Handout, State

# The kind under which the store keeps the files.
KIND = "handout"
KEPT_FOR = timedelta(days=3)
MOST_WAITING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an officer asks for.

    Attributes:
        permission: what the officer must hold now, and still when fetching the file.
        work: plain values for the maker.
        total: how many things it goes through, for the progress bar.
    """

    kind: str
    title: str
    file_name: str
    content_type: str
    permission: str
    work: dict[str, Any]
    total: int


@transaction.atomic
def ask(*, wish: Wish, wearing: int | None, by: Actor, at: datetime) -> Handout:
    """Note the wish down; the caller leaves the making to the job in the same transaction.

    Raises:
        NotAllowed: the actor is no officer, or does not hold the permission.
        TooManyHandouts: five of theirs are still on their way.
    """
    if by.officer_id is None:
        raise NotAllowed
    by.require(wish.permission)
    Officer.objects.select_for_update().get(pk=by.officer_id)
    mine = Handout.objects.filter(owner_id=by.officer_id)
    if mine.filter(state__in=(State.WAITING, State.WORKING)).count() >= MOST_WAITING:
        raise TooManyHandouts(most=MOST_WAITING)
    return Handout.objects.create(
        kind=wish.kind,
        title=wish.title[:200],
        file_name=wish.file_name[:120],
        content_type=wish.content_type,
        permission=wish.permission,
        owner_id=by.officer_id,
        wearing=wearing,
        work=wish.work,
        total=wish.total,
        asked_at=at,
        expires_at=at + KEPT_FOR,
    )


@transaction.atomic
def begin(*, handout_id: int) -> Handout | None:
    """Start, or start again after a stumble; None when it is there already, or gone."""
    rows = Handout.objects.select_for_update().exclude(state=State.READY)
    handout = rows.filter(pk=handout_id).first()
    if handout is not None:
        handout.state, handout.done, handout.said = State.WORKING, 0, ""
        handout.save(update_fields=["state", "done", "said"])
    return handout


@transaction.atomic
def finish(*, handout_id: int, made: MadeFile, at: datetime) -> None:
    """Hand the file over; the time that it is kept begins now."""
    handout = Handout.objects.select_for_update().filter(pk=handout_id).first()
    if handout is None or handout.is_ready:
        return
    label = str(handout.owner)
    handout.document = keep(made, kind=KIND, name=handout.file_name, received_by=label, at=at)
    handout.state, handout.done = State.READY, handout.total
    handout.expires_at = at + KEPT_FOR
    handout.save(update_fields=["document", "state", "done", "expires_at"])


def fail(*, handout_id: int, said: str = "") -> None:
    """Say that it could not be made, with the refusal if there was one."""
    words = said or _("เกิดข้อผิดพลาดในระบบ ระบบจะลองทำอีกครั้งเอง")
    rows = Handout.objects.filter(pk=handout_id).exclude(state=State.READY)
    rows.update(state=State.FAILED, said=words[:500])


@transaction.atomic
def expire(*, at: datetime) -> list[str]:
    """Forget what is over; return the keys of the objects to delete."""
    over = list(Handout.objects.select_related("document").filter(expires_at__lte=at))
    documents = [handout.document for handout in over if handout.document]
    Handout.objects.filter(pk__in=[handout.pk for handout in over]).delete()
    for document in documents:
        document.delete()
    return [document.key for document in documents]
