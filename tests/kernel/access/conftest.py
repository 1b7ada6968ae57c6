"""Visitors of two municipalities."""

import pytest
from django.core.cache import cache

from kernel.ports import TenantRef
from tests.kernel.access.people import Visitor


@pytest.fixture
def visitor(tenant: TenantRef) -> Visitor:
    cache.clear()
    return Visitor(tenant)


@pytest.fixture
def neighbour(other_tenant: TenantRef) -> Visitor:
    return Visitor(other_tenant)
