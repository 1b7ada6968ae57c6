"""Who makes which kind of handout; each app registers its own from `provider.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.core.exceptions import ImproperlyConfigured

from kernel.access import selectors as access
from kernel.actors import Actor
from kernel.handouts.models import Handout


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a maker is given.

    Attributes:
        work: plain values, as whoever asked wrote them down.
        at: when the making began.
    """

    handout_id: int
    owner_id: int
    wearing: int | None
    work: dict[str, Any]
    at: datetime

    def actor(self) -> Actor:
        """Return the officer who asked, with the rights of now; inside `in_tenant()`."""
        return access.actor_for(access.officer(self.owner_id), self.at, self.wearing)

    def progress(self, done: int) -> None:
        """Say how far it is; inside `in_tenant()`."""
        Handout.objects.filter(pk=self.handout_id).update(done=done)


# Writes the file; runs outside a transaction and opens `in_tenant()` itself, more than once.
type Maker = Callable[[Order, BinaryIO], None]

_makers: dict[str, Maker] = {}


def register_maker(kind: str, maker: Maker) -> None:
    """Say who makes this kind of handout; called from ready()."""
    _makers[kind] = maker


def maker_of(kind: str) -> Maker:
    """Return who makes the kind.

    Raises:
        ImproperlyConfigured: no app has registered this kind.
    """
    if kind not in _makers:
        msg = f"no app makes handouts of the kind {kind!r}"
        raise ImproperlyConfigured(msg)
    return _makers[kind]
