"""What each kind of document accepts, and who may see one; closed by default."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

if TYPE_CHECKING:
    from kernel.documents.models import Document

type Policy = Callable[[HttpRequest, Document], bool]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a kind of document accepts.

    Attributes:
        types: media types by content; everything else is refused.
        max_bytes: of the file as sent.
        label: the accepted types as people call them.
    """

    types: frozenset[str]
    max_bytes: int
    label: str


IMAGES = Rules(
    types=frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"}),
    max_bytes=15 * MEGABYTE,
    label="JPEG, PNG, WebP, HEIC",
)
PDF = Rules(types=frozenset({"application/pdf"}), max_bytes=30 * MEGABYTE, label="PDF")

_rules: dict[str, Rules] = {}
_policies: dict[str, Policy] = {}


def register_policy(kind: str, policy: Policy, *, rules: Rules = IMAGES) -> None:
    """Say what the kind accepts, and who may see a document of it; called from ready()."""
    _rules[kind] = rules
    _policies[kind] = policy


def rules_of(kind: str) -> Rules:
    """Return what the kind accepts.

    Raises:
        ImproperlyConfigured: no app has registered this kind.
    """
    if kind not in _rules:
        msg = f"no app has registered documents of the kind {kind!r}"
        raise ImproperlyConfigured(msg)
    return _rules[kind]


def may_see(request: HttpRequest, document: "Document") -> bool:
    """Tell whether the policy of the document's kind lets this request see it."""
    policy = _policies.get(document.kind)
    return policy is not None and policy(request, document)
