"""A template becomes the bytes of a PDF."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from kernel.printing.pictures import EMBLEM, emblem
from kernel.ui.branding import branding


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything a press needs; nothing more is fetched while it prints.

    Attributes:
        html: the whole page, already in Thai.
        pictures: by name; the page shows one as `picture:<name>`.
    """

    html: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def printed(papers: Iterable[Paper]) -> bytes:
    """Return the papers one after the other as one PDF; each counts its own pages.

    They are taken one at a time, so whoever makes them may say how far it is. The press asks no
    database and no store. It is loaded at the first paper: most processes never print.

    Raises:
        AddressRefused: a page asks for something that is not its own.
    """
    pdf: bytes = import_module("kernel.printing.press").press(papers)
    return pdf


def composed(
    template: str,
    context: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes],
    printed_by: str,
    at: datetime,
) -> Paper:
    """Fill the template in Thai, under the municipality's own name and emblem."""
    shown = emblem()
    with translation.override("th"):
        html = render_to_string(
            template,
            {
                "brand": branding(),
                "emblem": bool(shown),
                "printed_by": printed_by,
                "printed_at": at,
                **context,
            },
        )
    return Paper(html=html, pictures={**pictures, **({EMBLEM: shown} if shown else {})})
