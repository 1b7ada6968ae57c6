"""A fact: past tense, frozen, identifiers only."""

from dataclasses import asdict, fields
from typing import Any, ClassVar

_PLAIN = (str, int, float, bool, type(None))
_facts: dict[str, type["Fact"]] = {}


class Fact:
    """Base of every fact; a subclass is a frozen dataclass in some `events.py`.

    Its name, by which jobs remember it, is `<package>.<ClassName>` and must stay: a job that
    waits over a release is told by this name.
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        package = cls.__module__.removesuffix(".events").rsplit(".", 1)[-1]
        cls.name = f"{package}.{cls.__name__}"
        known = _facts.get(cls.name)
        # A dataclass with slots is built twice under the same name.
        if known is not None and known.__module__ != cls.__module__:
            msg = f"two facts are called {cls.name}: {known.__module__} and {cls.__module__}"
            raise TypeError(msg)
        _facts[cls.name] = cls


def fact_named(name: str) -> type[Fact] | None:
    """Return the fact of this name, or None when this release does not know it."""
    return _facts.get(name)


def facts() -> dict[str, type[Fact]]:
    """Return every known fact by name."""
    return dict(_facts)


def written(fact: Fact) -> dict[str, Any]:
    """Return the fields of the fact as plain JSON values.

    Raises:
        TypeError: a field holds something else than an identifier.
    """
    values = asdict(fact)  # type: ignore[call-overload]
    for name, value in values.items():
        if not isinstance(value, _PLAIN):
            msg = f"{fact.name}.{name} must be a plain identifier, not {type(value).__name__}"
            raise TypeError(msg)
    return dict(values)


def read(name: str, values: dict[str, Any]) -> Fact | None:
    """Return the fact that was written, or None when this release cannot read it."""
    kind = _facts.get(name)
    if kind is None:
        return None
    expected = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**values) if expected == set(values) else None
