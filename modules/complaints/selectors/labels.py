"""The municipality's words for the phases."""

from modules.complaints.models import StateLabel
from modules.complaints.states import State


def state_labels() -> dict[str, str]:
    """Return the word for every phase: the municipality's own, else the product's."""
    own = {label.state: str(label) for label in StateLabel.objects.all()}
    return {state.value: own.get(state.value) or str(state.label) for state in State}
