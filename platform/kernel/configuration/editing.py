"""Change the rows of a catalogue one by one: permission, checks, a line in the book, a fact."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Model

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.accepting import accept, written
from kernel.configuration.bundle import key_text
from kernel.configuration.catalogues import Catalogue
from kernel.configuration.codes import new_code
from kernel.configuration.errors import ChangedMeanwhile, ListIsFixed, RowMissing, StillUsed
from kernel.configuration.events import ConfigurationChanged
from kernel.configuration.listing import owner_of, siblings
from kernel.configuration.listing import seen as seen_now
from kernel.configuration.objects import export_object, row_key
from kernel.configuration.ordering import number, number_whole, stand_last
from kernel.configuration.uses import places_of
from kernel.configuration.values import normalised
from kernel.events import publish


class Place(StrEnum):
    """Where a row goes among its siblings."""

    TOP = "top"
    UP = "up"
    DOWN = "down"


@transaction.atomic
def add(*, catalogue: Catalogue, values: Mapping[str, Any], by: Actor, at: datetime) -> Model:
    """Add a row as the last of its siblings; a code is made from its name.

    Raises:
        NotAllowed: the actor may not change this list.
        ListIsFixed: no row can be added.
        NotAccepted: a value does not fit; every fault is named.
    """
    by.require(catalogue.manage)
    if catalogue.is_fixed:
        raise ListIsFixed
    row = catalogue.configurable.model()
    _fill(row, values)
    if catalogue.configurable.key == ("code",):
        row.code = new_code(catalogue, row)  # type: ignore[attr-defined]
    stand_last(catalogue, row)
    catalogue.prepare(row)
    accept(catalogue, row)
    written(row)
    number_whole(catalogue)
    catalogue.guard(row, by, at)
    _tell(catalogue, row, "added", before={}, after=_said(catalogue, row), by=by, at=at)
    return row


@transaction.atomic
def amend(  # noqa: PLR0913 - which row, what was seen, what is wanted, by whom and when
    *,
    catalogue: Catalogue,
    pk: int,
    seen: str,
    values: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> Model:
    """Change a row; nothing different leaves no trace.

    Raises:
        NotAllowed: the actor may not change this list.
        RowMissing: it is gone.
        ChangedMeanwhile: it is not what the actor saw.
        NotAccepted: a value does not fit; every fault is named.
    """
    row = _locked(catalogue, pk, by=by)
    if seen != seen_now(catalogue, row):
        raise ChangedMeanwhile
    before, stood = _said(catalogue, row), owner_of(catalogue, row)
    _fill(row, values)
    if owner_of(catalogue, row) != stood:
        stand_last(catalogue, row)
    catalogue.prepare(row)
    accept(catalogue, row)
    after = _said(catalogue, row)
    if before == after:
        return row
    written(row)
    number_whole(catalogue)
    catalogue.guard(row, by, at)
    _tell(catalogue, row, "amended", before=before, after=after, by=by, at=at)
    return row


@transaction.atomic
def switch_off(*, catalogue: Catalogue, pk: int, by: Actor, at: datetime) -> Model:
    """Take the row out of use; what was done with it stays readable.

    Raises:
        The same refusals as `amend`.
    """
    return _switch(catalogue, pk, "switched_off", is_active=False, by=by, at=at)


@transaction.atomic
def switch_on(*, catalogue: Catalogue, pk: int, by: Actor, at: datetime) -> Model:
    """Put the row in use again.

    Raises:
        The same refusals as `amend`.
    """
    return _switch(catalogue, pk, "switched_on", is_active=True, by=by, at=at)


@transaction.atomic
def remove(*, catalogue: Catalogue, pk: int, by: Actor, at: datetime) -> None:
    """Delete a row that nothing points at.

    Raises:
        NotAllowed: the actor may not change this list.
        RowMissing: it is gone already.
        ListIsFixed: no row can be deleted.
        StillUsed: other rows point at it; switch it off instead.
    """
    row = _locked(catalogue, pk, by=by)
    if catalogue.is_fixed:
        raise ListIsFixed
    used = places_of(row)
    if used:
        raise StillUsed(places=", ".join(str(place) for place in used))
    before = _said(catalogue, row)
    key = key_text(row_key(catalogue.configurable, row))
    row.delete()
    catalogue.guard(row, by, at)
    _record(catalogue, key, "removed", before=before, after={}, by=by, at=at)


@transaction.atomic
def move(*, catalogue: Catalogue, pk: int, to: Place, by: Actor, at: datetime) -> None:
    """Move a row among its siblings, and number them anew.

    Raises:
        NotAllowed: the actor may not change this list.
        RowMissing: it is gone.
    """
    row = _locked(catalogue, pk, by=by)
    ordered = list(siblings(catalogue, row).select_for_update(of=("self",)))
    here = ordered.index(row)
    there = {Place.TOP: 0, Place.UP: max(here - 1, 0), Place.DOWN: here + 1}[to]
    ordered.insert(there, ordered.pop(here))
    now = ordered.index(row)
    if now == here:
        return
    number(catalogue, ordered)
    number_whole(catalogue)
    before, after = {"place": here + 1}, {"place": now + 1}
    _tell(catalogue, row, "moved", before=before, after=after, by=by, at=at)


def _switch(  # noqa: PLR0913 - which row, how, by whom and when
    catalogue: Catalogue, pk: int, deed: str, *, is_active: bool, by: Actor, at: datetime
) -> Model:
    row = _locked(catalogue, pk, by=by)
    before = _said(catalogue, row)
    if getattr(row, catalogue.active_field) == is_active:
        return row
    setattr(row, catalogue.active_field, is_active)
    catalogue.prepare(row)
    accept(catalogue, row)
    written(row)
    catalogue.guard(row, by, at)
    _tell(catalogue, row, deed, before=before, after=_said(catalogue, row), by=by, at=at)
    return row


def _locked(catalogue: Catalogue, pk: int, *, by: Actor) -> Model:
    by.require(catalogue.manage)
    model = catalogue.configurable.model
    rows = model._default_manager.select_for_update()  # noqa: SLF001 -- Django's public API
    row: Model | None = rows.filter(pk=pk).first()
    if row is None:
        raise RowMissing
    return row


def _fill(row: Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, normalised(value))


def _said(catalogue: Catalogue, row: Model) -> dict[str, Any]:
    return export_object(catalogue.configurable, row, {})


def _tell(  # noqa: PLR0913 - a line of the book
    catalogue: Catalogue,
    row: Model,
    deed: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    key = key_text(row_key(catalogue.configurable, row))
    _record(catalogue, key, deed, before=before, after=after, by=by, at=at)


def _record(  # noqa: PLR0913 - a line of the book
    catalogue: Catalogue,
    key: str,
    deed: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    """Write what differs, and tell the rooms that remember the list."""
    differing = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    audit.record(
        actor=by,
        action=f"configuration.{deed}",
        subject=f"{catalogue.kind}:{key}",
        at=at,
        before={name: before[name] for name in sorted(differing & set(before))},
        after={name: after[name] for name in sorted(differing & set(after))},
    )
    publish(ConfigurationChanged(kind=catalogue.kind, key=key))
