import pytest
from django.core.cache import cache
from pytest_django import Settings

from kernel.documents.store import ensure_bucket
from kernel.ports import TenantRef
from tests.modules.complaints.desk import Visitor, clerk_of, engineer_of
from tests.modules.complaints.town import Town, build_town


@pytest.fixture(scope="session")
def bucket() -> None:
    ensure_bucket()


@pytest.fixture
def town(tenant: TenantRef) -> Town:
    """A town hall inside the tenant of the test."""
    return build_town()


@pytest.fixture(autouse=True)
def demo_people(settings: Settings) -> None:
    """Let demo officers in without a second factor."""
    settings.DEMO = True


@pytest.fixture
def citizen(tenant: TenantRef) -> Visitor:
    """A browser of somebody who is not signed in, from whom nothing was counted yet."""
    cache.clear()
    return Visitor(tenant)


@pytest.fixture
def clerk(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the officer who triages."""
    return clerk_of(tenant, town)


@pytest.fixture
def engineer(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the officer of the public works division."""
    return engineer_of(tenant, town)
