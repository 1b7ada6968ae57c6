"""What the tests of the lists share: the reference municipality and somebody who may change it."""

from typing import Any

from django.utils import timezone

from kernel.access.permissions import Permission as House
from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.clocks.permissions import Permission as Hours
from kernel.configuration.applying import apply
from kernel.configuration.bundle import Bundle
from kernel.configuration.catalogues import Catalogue, catalogue_named
from kernel.configuration.listing import row_of, seen
from kernel.configuration.permissions import Permission
from kernel.configuration.web.row_forms import RowForm
from onboarding.services import configuration_of

NOW = timezone.now()
KINDS = (
    "access.division",
    "access.position",
    "clocks.calendar",
    "complaints.category",
    "complaints.escalation_level",
    "complaints.outside_body",
    "complaints.part",
    "complaints.reply_template",
    "complaints.routing_rule",
    "complaints.state_label",
    "geo.village",
    "numbering.book",
)
CHIEF = Actor(
    kind=ActorKind.SYSTEM,
    label="พัชรี",
    permissions=frozenset({Permission.MANAGE, Permission.VIEW, House.PEOPLE_MANAGE, Hours.MANAGE}),
)
NOBODY = Actor(kind=ActorKind.OFFICER, label="ใครสักคน")


def furnish() -> None:
    """Give the municipality the lists of the reference configuration, without its map and days."""
    found = {
        kind: objects
        for bundle in configuration_of("mae_hia")
        for kind, objects in bundle.objects.items()
        if kind in KINDS
    }
    apply(Bundle(name="lists", version="1", objects=found), by=SYSTEM, at=NOW)


def named(name: str) -> Catalogue:
    """Return the list."""
    found = catalogue_named(name)
    assert found is not None
    return found


def posted(catalogue: Catalogue, pk: int, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends back for the untouched form of a row, with some changes."""
    row = row_of(catalogue, pk)
    form = RowForm(catalogue, row=row)
    sent: dict[str, Any] = {"seen": seen(catalogue, row)}
    for name in form.fields:
        sent |= _sent(form[name])
    return {**sent, **changes}


def _sent(bound: Any) -> dict[str, Any]:
    value, widget = bound.value(), bound.field.widget
    if hasattr(widget, "decompress"):
        parts = widget.decompress(value)
        return {f"{bound.html_name}_{n}": part for n, part in enumerate(parts)}
    if isinstance(value, dict):
        return {f"{bound.html_name}-{day}": ", ".join(spans) for day, spans in value.items()}
    if isinstance(value, list):
        return {
            f"{bound.html_name}-{n}-{part}": "\n".join(text) if isinstance(text, list) else text
            for n, question in enumerate(value)
            for part, text in question.items()
            if text not in (None, False)
        }
    return {} if value in (None, "", False) else {bound.html_name: value}
