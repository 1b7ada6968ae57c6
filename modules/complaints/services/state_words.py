"""The municipality's own words for the phases."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.events import ConfigurationChanged
from kernel.configuration.permissions import Permission
from kernel.events import publish
from kernel.thai import clean_line
from modules.complaints.models import StateLabel
from modules.complaints.states import State

type Words = tuple[str, str]


@transaction.atomic
def word_states(*, words: Mapping[str, Words], by: Actor, at: datetime) -> list[str]:
    """Call each phase by these Thai and English words; return the phases that changed.

    Without Thai words a phase goes by the product's own again.

    Raises:
        NotAllowed: the actor may not change the configuration.
    """
    by.require(Permission.MANAGE)
    own = {row.state: row for row in StateLabel.objects.select_for_update().order_by("pk")}
    before = {state: (row.label_th, row.label_en) for state, row in own.items()}
    wanted = {state: _clean(pair) for state, pair in words.items() if state in State.values}
    changed = [state for state, pair in wanted.items() if pair != before.get(state, ("", ""))]
    for state in changed:
        _word(own.get(state) or StateLabel(state=state), *wanted[state])
        audit.record(
            actor=by,
            action="configuration.amended",
            subject=f"complaints.state_label:{state}",
            at=at,
            before=_said(before.get(state, ("", ""))),
            after=_said(wanted[state]),
        )
        publish(ConfigurationChanged(kind="complaints.state_label", key=state))
    return changed


def _word(label: StateLabel, thai: str, english: str) -> None:
    if thai:
        label.label_th, label.label_en = thai, english
        label.save()
    elif label.pk is not None:
        label.delete()


def _clean(pair: Words) -> Words:
    thai, english = (clean_line(text)[:60] for text in pair)
    return (thai, english) if thai else ("", "")


def _said(pair: Words) -> dict[str, str]:
    return {"label_th": pair[0], "label_en": pair[1]}
