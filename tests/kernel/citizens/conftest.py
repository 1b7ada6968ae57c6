"""Citizens' browsers, and an outbox that keeps what it is given."""

import pytest
from django.core.cache import cache

from kernel import ports
from kernel.ports import TenantRef
from tests.kernel.access.people import Visitor


class Outbox:
    """Takes messages instead of sending them."""

    def __init__(self) -> None:
        self.sent: list[dict[str, object]] = []

    def __call__(self, **message: object) -> None:
        self.sent.append(message)

    @property
    def code(self) -> str:
        return self.sent[-1]["context"]["code"]


@pytest.fixture
def outbox(monkeypatch) -> Outbox:
    kept = Outbox()
    monkeypatch.setattr(ports.NOTIFIER, "_answerer", kept)
    return kept


@pytest.fixture
def visitor(tenant: TenantRef) -> Visitor:
    cache.clear()
    return Visitor(tenant)


@pytest.fixture
def neighbour(other_tenant: TenantRef) -> Visitor:
    return Visitor(other_tenant)
