"""Facts that the configuration tells."""

from dataclasses import dataclass

from kernel.events import Fact


@dataclass(frozen=True)
class ConfigurationApplied(Fact):
    """A bundle was applied to this municipality."""

    bundle: str
    version: str


@dataclass(frozen=True)
class ConfigurationChanged(Fact):
    """A row of a list was added, changed, moved or removed by hand."""

    kind: str
    key: str
