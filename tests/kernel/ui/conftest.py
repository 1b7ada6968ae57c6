from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.kernel.ui.visits import Visit


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    opened: list[Visit] = []

    def open_page(address: str, **options: Any) -> Visit:
        opened.append(Visit(browser, **options))
        opened[-1].page.goto(address)
        return opened[-1]

    yield open_page
    for one in opened:
        one.context.close()
