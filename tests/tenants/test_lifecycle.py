"""Creating, suspending and naming municipalities."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kernel.errors import Refused
from kernel.ports import TenantStatus
from kernel.tenancy.ownership import as_owner
from tenants import lifecycle, schemas
from tenants.directory import DIRECTORY
from tenants.errors import SlugNotAllowed, StatusRefused, TenantExists
from tenants.models import Tenant

pytestmark = pytest.mark.usefixtures("committed")
APPLICATION = lifecycle.Application(
    slug="pasak", code="5099903", name="เทศบาลตำบลป่าสัก", name_en="Pa Sak"
)


def test_h11_a_build_that_is_cut_off_leaves_nothing_and_can_be_resumed(monkeypatch) -> None:
    ref = lifecycle.register(APPLICATION, at=timezone.now())
    grant = schemas._grant

    def cut_off(_schema: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(schemas, "_grant", cut_off)
    with pytest.raises(KeyboardInterrupt):
        lifecycle.build("pasak", at=timezone.now())
    assert not _schema_exists(ref.schema)

    monkeypatch.setattr(schemas, "_grant", grant)
    lifecycle.build("pasak", at=timezone.now())
    assert _schema_exists(ref.schema)
    with as_owner():
        assert schemas.pending(ref.schema) == set()


def test_registering_again_returns_the_same_tenant() -> None:
    first = lifecycle.register(APPLICATION, at=timezone.now())
    again = lifecycle.register(APPLICATION, at=timezone.now())

    assert again.id == first.id
    assert again.schema == first.schema


def test_h9_a_new_municipality_never_gets_a_schema_that_exists() -> None:
    lifecycle.register(APPLICATION, at=timezone.now())
    used = Tenant.objects.get(slug="banmai").schema_name

    with pytest.raises(IntegrityError), transaction.atomic():
        Tenant.objects.filter(slug="pasak").update(schema_name=used)


def test_an_unbuilt_tenant_cannot_be_opened() -> None:
    lifecycle.register(APPLICATION, at=timezone.now())

    with pytest.raises(IntegrityError):
        lifecycle.activate("pasak")


def test_a_tenant_that_was_built_but_not_configured_is_not_opened_by_resuming() -> None:
    lifecycle.register(APPLICATION, at=timezone.now())
    lifecycle.build("pasak", at=timezone.now())

    with pytest.raises(StatusRefused):
        lifecycle.resume("pasak")


@pytest.mark.parametrize("slug", ["www", "api", "public", "pg_x", "-a", "a", "Mae", "ก", "ops"])
def test_reserved_and_malformed_slugs_are_refused(slug: str) -> None:
    application = lifecycle.Application(slug=slug, code="1", name="x", name_en="x")

    with pytest.raises(SlugNotAllowed):
        lifecycle.register(application, at=timezone.now())


def test_a_code_belongs_to_one_municipality() -> None:
    taken = lifecycle.Application(slug="other", code="5099901", name="x", name_en="x")

    with pytest.raises(TenantExists):
        lifecycle.register(taken, at=timezone.now())


def test_a_change_of_status_is_seen_by_the_directory_within_its_check() -> None:
    before = DIRECTORY.by_slug("banmai")
    assert before is not None
    assert before.status == TenantStatus.ACTIVE

    lifecycle.suspend("banmai", reason="ย้ายเครื่องแม่ข่าย")
    DIRECTORY._checked = 0.0

    after = DIRECTORY.by_slug("banmai")
    assert after is not None
    assert (after.status, after.note) == (TenantStatus.SUSPENDED, "ย้ายเครื่องแม่ข่าย")


def test_a_closed_tenant_does_not_come_back() -> None:
    lifecycle.suspend("banmai", reason="ยุบรวม")
    lifecycle.close("banmai", reason="ยุบรวม")

    with pytest.raises(StatusRefused) as refused:
        lifecycle.activate("banmai")
    assert isinstance(refused.value, Refused)


def _schema_exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None
