"""What every journey starts from: a furnished town, and browsers for its people."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from kernel.geo.models import Village
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tests.journeys.demo_town import door, furnished
from tests.serving import Site


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    """A municipality with the reference configuration and demonstration people."""
    return furnished()


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Any]:
    """Open a browser for somebody; officers sign in."""
    enter, contexts = door(browser, site)
    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def spot(town: TenantRef) -> dict[str, float]:
    """Where the phone stands: inside a village."""
    with tenant_scope(town):
        inside = Village.objects.order_by("number")[0].geom.point_on_surface
    return {"longitude": inside.x, "latitude": inside.y}
