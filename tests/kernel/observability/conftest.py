"""Log lines as production writes them, where a test can read them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from kernel.observability.logs import MessageOnly, formatter


class Lines:
    """What was logged, one object per line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """The whole output."""
        return self.stream.getvalue()

    @property
    def all(self) -> list[dict[str, Any]]:
        """Each line, read back."""
        return [json.loads(line) for line in self.text.splitlines()]

    def requests(self) -> list[dict[str, Any]]:
        """Only the lines about requests."""
        return [line for line in self.all if line["event"] == "request"]


@pytest.fixture
def lines() -> Iterator[Lines]:
    found = Lines()
    handler = logging.StreamHandler(found.stream)
    handler.setFormatter(formatter())
    handler.addFilter(MessageOnly())
    root = logging.root
    root.addHandler(handler)
    yield found
    root.removeHandler(handler)
