"""Lists that a municipality keeps by itself on the settings pages: each app declares its own.

A catalogue is the editing side of a `Configurable`: the same rows that travel in bundles, with
what a person needs to change them one by one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from kernel import modules
from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject, numbers
from kernel.configuration.permissions import Permission
from kernel.configuration.registry import Configurable, get

type Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One thing to fill in.

    Attributes:
        name: the field of the model.
        beside: stands beside the one before it on a wide screen (Thai and English).
        heading: begins a part of the form of this name.
        make: returns the form field, where the model's own would not do.
    """

    name: str
    label: Text
    help: Text = ""
    beside: bool = False
    heading: Text = ""
    make: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the list says of a row."""

    title: str
    second: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A further page about the same things."""

    label: Text
    url_name: str
    icon: str = "chevron-right"
    permission: str = ""


def nothing(_row: Any) -> None:
    """Leave the row as it is."""


def nothing_more(_row: Any, _by: Actor, _at: datetime) -> None:
    """Refuse nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A list with a page of its own below /desk/settings/.

    Attributes:
        name: the part of the address, "categories".
        kind: the Configurable it edits.
        group: the group of the settings page it stands in.
        called: the name of the list, where the kind's would mislead.
        is_fixed: its rows are changed, but none comes and none goes.
        add_label: what the button says that begins a new row.
        lines: returns what says a line for each row; asked once for a whole list.
        sort: how the rows are ordered; it ends in a unique field.
        order_field: the number that people change by moving rows up and down.
        step: by how much one row's number differs from the next one's.
        order_whole: the numbers run through the whole list, not through siblings only.
        under: the relation that says below what a row stands; to itself, it makes a tree.
        loose: the heading of rows that stand below nothing.
        active_field: what is set to False instead of deleting.
        sentences: constraint name to the field at fault and what to do about it.
        prepare: completes a row that a person has filled in, before it is checked.
        guard: looks at a row that was just written; it may refuse, or tell a fact.
        row_link: a page about one row, by its number.
    """

    name: str
    kind: str
    group: str
    blanks: tuple[Blank, ...]
    lines: Callable[[], Callable[[Any], Line]]
    sort: tuple[Any, ...]
    called: Text = ""
    icon: str = "list"
    add_label: Text = ""
    is_fixed: bool = False
    help: Text = ""
    order_field: str = ""
    step: int = 10
    order_whole: bool = False
    under: str = ""
    loose: Text = ""
    active_field: str = "is_active"
    related: tuple[str, ...] = ()
    sentences: Mapping[str, tuple[str, Text]] = field(default_factory=dict)
    prepare: Callable[[Any], None] = nothing
    guard: Callable[[Any, Actor, datetime], None] = nothing_more
    links: tuple[Link, ...] = ()
    row_link: Link | None = None
    view: str = Permission.VIEW
    manage: str = Permission.MANAGE
    position: int = 50

    @property
    def configurable(self) -> Configurable:
        """The kind of rows."""
        return get(self.kind)

    @property
    def label(self) -> Text:
        """What people call the list."""
        return self.called or self.configurable.label

    def line(self, row: Any) -> Line:
        """Return what the list says of this row."""
        return self.lines()(row)

    @property
    def is_tree(self) -> bool:
        """Whether rows stand under rows of the same list."""
        return self.configurable.references.get(self.under) == self.kind


_declared: dict[str, Catalogue] = {}


def declare_catalogue(*catalogues: Catalogue) -> None:
    """Add lists; called at start-up from an app's `web/catalogues.py`."""
    for catalogue in catalogues:
        _declared[catalogue.name] = catalogue
        declare_subject(_subject(catalogue))


def _subject(catalogue: Catalogue) -> SubjectKind:
    """Return how the book of deeds names the rows of the list, and leads to them."""

    def names(keys: Collection[str], reader: Actor) -> dict[str, Named]:
        field, said = catalogue.configurable.key[0], catalogue.lines()
        wanted = {f"{field}__in": numbers(keys) if field == "number" else list(keys)}
        rows = catalogue.configurable.model._default_manager.filter(**wanted)  # noqa: SLF001 -- Django's public API
        return {
            str(getattr(row, field)): Named(
                title=said(row).title, url=_address(catalogue, row, reader)
            )
            for row in rows
        }

    known = {manifest.name for manifest in modules.manifests()}
    module = catalogue.group if catalogue.group in known else "configuration"
    return SubjectKind(kind=catalogue.kind, module=module, name=names)


def _address(catalogue: Catalogue, row: Any, reader: Actor) -> str:
    if not reader.holds(catalogue.manage):
        return ""
    return reverse("configuration:row", kwargs={"name": catalogue.name, "pk": row.pk})


def catalogues() -> tuple[Catalogue, ...]:
    """Return every list, in the order of their pages."""
    return tuple(sorted(_declared.values(), key=lambda found: (found.position, found.name)))


def catalogue_named(name: str) -> Catalogue | None:
    """Return the list of this name, or None."""
    return _declared.get(name)


def catalogue_of(kind: str) -> Catalogue | None:
    """Return the list that edits this kind, or None."""
    return next((found for found in _declared.values() if found.kind == kind), None)
