"""Who listens to which fact; filled by each app's `subscribers.py` when the app is plugged in."""

from collections.abc import Callable
from typing import Any

from kernel.events.fact import Fact

type Subscriber = Callable[[Any], object]

_by_name: dict[str, Subscriber] = {}
_by_fact: dict[str, list[str]] = {}


def add(kind: type[Fact], function: Subscriber) -> None:
    """Add the subscriber under its dotted name; the same one again changes nothing."""
    name = f"{function.__module__}.{function.__qualname__}"
    _by_name[name] = function
    names = _by_fact.setdefault(kind.name, [])
    if name not in names:
        names.append(name)


def subscribers_of(kind: type[Fact]) -> list[str]:
    """Return the names of those who listen to the fact, in the order they were plugged in."""
    return list(_by_fact.get(kind.name, []))


def subscriber_named(name: str) -> Subscriber | None:
    """Return the subscriber, or None when this release does not have it."""
    return _by_name.get(name)
