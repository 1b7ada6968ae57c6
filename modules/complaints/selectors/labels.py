"""The municipality's words for the phases."""

from django.utils.translation import get_language

from kernel.access.models import Division
from kernel.configuration.memory import Remembered
from modules.complaints.models import StateLabel
from modules.complaints.states import State


def state_labels() -> dict[str, str]:
    """Return the word for every phase: the municipality's own, else the product's."""
    own = {label.state: str(label) for label in _own_labels()}
    return {state.value: own.get(state.value) or str(state.label) for state in State}


def unit_name(unit: Division | None) -> str:
    """Return the unit's name in the language active now, or "" without a unit."""
    if unit is None:
        return ""
    return unit.name_en if get_language() == "en" and unit.name_en else unit.name_th


def _read_own_labels() -> tuple[StateLabel, ...]:
    return tuple(StateLabel.objects.all())


_own_labels = Remembered("complaints.state_labels", _read_own_labels, of=(StateLabel,))
