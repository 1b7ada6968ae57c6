"""What a deed was done to, in words and with a way there: each app names its own kinds of things.

A subject is "kind:key", such as "complaint:12". The room that owns the kind knows the name; the
book only asks, so nothing here knows a module.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from kernel.actors import Actor
from kernel.modules import is_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name of a thing, and its address when the reader may go there.

    Of a sealed thing the reader learns that something was done, and by whom, but not what.
    """

    title: str | Promise
    url: str = ""
    is_sealed: bool = False


type Namer = Callable[[Collection[str], Actor], Mapping[str, Named]]
type Finder = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """A kind of thing that deeds are done to.

    Attributes:
        kind: the text before the colon.
        module: whose manifest must be on for the thing to have an address.
        name: gives the names of the keys, in few queries whatever their number.
        find: gives the keys that somebody means by a number or a name.
    """

    kind: str
    module: str
    name: Namer
    find: Finder | None = None


_kinds: dict[str, SubjectKind] = {}


def declare_subject(kind: SubjectKind) -> None:
    """Add a kind of thing; called from the app's ready()."""
    _kinds[kind.kind] = kind


def kinds() -> frozenset[str]:
    """Return the kinds that somebody names."""
    return frozenset(_kinds)


def names_of(subjects: Iterable[str], reader: Actor) -> dict[str, Named]:
    """Return what can be named of the subjects; what is gone or off has no name."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for subject in subjects:
        kind, _colon, key = subject.partition(":")
        keys[kind].add(key)
    return {
        f"{kind}:{key}" if key else kind: named
        for kind, asked in keys.items()
        if (known := _kinds.get(kind)) is not None and is_on(known.module)
        for key, named in known.name(asked, reader).items()
    }


def subjects_called(words: str) -> list[str]:
    """Return the subjects that the words may mean: the subject itself, or a number or name."""
    found = [
        f"{known.kind}:{key}"
        for known in _kinds.values()
        if known.find is not None and is_on(known.module)
        for key in known.find(words)
    ]
    return [words, *found]


def numbers(keys: Iterable[str]) -> list[int]:
    """Return those of the keys that can be a row's number."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]  # noqa: PLR2004 - fits bigint
