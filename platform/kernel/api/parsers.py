"""Reading of bodies: what no text may hold is gone before a serializer sees it (B22)."""

import re
from collections.abc import Mapping
from typing import IO, Any

from django.http import QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, FormParser, JSONParser, MultiPartParser

# C0 controls without tab, line feed and carriage return; DEL and C1 as well.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
MAX_DEPTH = 32


def without_controls(value: Any, depth: int = 0) -> Any:
    """Return the value with control characters removed from every text in it.

    Raises:
        ParseError: half a surrogate pair, or nested deeper than any form of ours.
    """
    if depth > MAX_DEPTH:
        raise ParseError
    match value:
        case str():
            return _clean(value)
        case dict():
            return {_clean(key): without_controls(item, depth + 1) for key, item in value.items()}
        case list():
            return [without_controls(item, depth + 1) for item in value]
    return value


def _clean(text: str) -> str:
    if _SURROGATES.search(text):
        raise ParseError
    return _CONTROLS.sub("", text)


def _clean_form(data: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for key, values in data.lists():
        clean.setlist(_clean(key), [_clean(value) for value in values])
    return clean


class Json(JSONParser):
    """JSON without control characters."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the body, cleaned; a body nested beyond reason is malformed."""
        try:
            return without_controls(super().parse(stream, media_type, parser_context))
        except RecursionError as error:
            raise ParseError from error


class Form(FormParser):
    """A form without files and without control characters."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the fields, cleaned."""
        return _clean_form(super().parse(stream, media_type, parser_context))


class MultiPart(MultiPartParser):
    """A form with files; its texts hold no control characters."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> "DataAndFiles[Any, Any]":
        """Return the fields, cleaned, and the files as they came."""
        parsed = super().parse(stream, media_type, parser_context)
        return DataAndFiles(_clean_form(parsed.data), parsed.files)
