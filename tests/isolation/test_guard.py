"""The connection guard: two locks, and a refusal when a tenant's query has no transaction."""

import threading
import uuid

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import ProgrammingError, connection, connections, transaction
from pytest_django import Settings

from kernel.ports import TenantRef
from kernel.tenancy import (
    AnotherTenantActive,
    NoTenant,
    TenantOutsideTransaction,
    UnknownTenant,
    current_tenant,
    storage_prefix,
    tenant_scope,
)
from kernel.tenancy.secret import TenantSecret
from tenants.directory import DIRECTORY

pytestmark = pytest.mark.usefixtures("committed")


def _ref(slug: str) -> TenantRef:
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    return ref


def _path_and_role() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        return cursor.fetchone()


def test_a_scope_sets_path_and_role_of_its_tenant() -> None:
    ref = _ref("banmai")

    with tenant_scope(ref):
        assert _path_and_role() == (ref.schema, ref.schema)

    assert _path_and_role()[0] == "public"


def test_a_query_for_a_tenant_outside_a_transaction_is_refused() -> None:
    connection.set_tenant(_ref("banmai"))

    with pytest.raises(TenantOutsideTransaction):
        _path_and_role()


def test_the_second_tenant_inside_a_scope_is_refused() -> None:
    with tenant_scope(_ref("banmai")), pytest.raises(AnotherTenantActive):
        with tenant_scope(_ref("nadee")):
            pytest.fail("entered a second tenant")


def test_the_same_tenant_inside_its_scope_is_a_savepoint() -> None:
    ref = _ref("banmai")

    with tenant_scope(ref), tenant_scope(ref.id):
        assert _path_and_role()[0] == ref.schema


def test_an_unknown_tenant_is_an_error_not_public() -> None:
    with pytest.raises(UnknownTenant), tenant_scope(str(uuid.uuid4())):
        pytest.fail("entered a tenant that does not exist")


def test_the_public_schema_has_no_tenant_to_name() -> None:
    with pytest.raises(NoTenant):
        current_tenant()
    with pytest.raises(NoTenant):
        storage_prefix()


@pytest.mark.parametrize(
    "statement",
    [
        'SET LOCAL ROLE "{a}"; SET LOCAL search_path = "{b}", public',
        'SET LOCAL ROLE "{b}"; SET LOCAL search_path = "{a}", public',
        'SET LOCAL search_path = "{a}", public',
    ],
    ids=["role of A, path of B", "role of B, path of A", "path without role"],
)
def test_one_lock_alone_opens_nothing(statement: str) -> None:
    a, b = _ref("banmai").schema, _ref("nadee").schema

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(a=a, b=b))
        cursor.execute("SELECT count(*) FROM numbering_book")


def test_a_tenants_role_cannot_read_the_registry_or_change_tables() -> None:
    for forbidden in (
        "SELECT * FROM public.tenants_tenant",
        "CREATE TABLE smuggled (id int)",
        "DROP TABLE django_session",
        "DELETE FROM django_migrations",
    ):
        with pytest.raises(ProgrammingError), tenant_scope(_ref("banmai")):
            with connection.cursor() as cursor:
                cursor.execute(forbidden)


def test_the_path_survives_a_rolled_back_savepoint() -> None:
    ref = _ref("banmai")

    with tenant_scope(ref):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _path_and_role()
            _ = 1 / 0
        assert _path_and_role()[0] == ref.schema


def test_h1_a_cached_value_of_one_tenant_is_not_there_for_the_next() -> None:
    with tenant_scope(_ref("banmai")):
        cache.set("page", "ของบ้านใหม่")
    with tenant_scope(_ref("nadee")):
        assert cache.get("page") is None
    assert cache.get("page") is None


def test_a_counter_in_the_cache_survives_a_rollback() -> None:
    with pytest.raises(ZeroDivisionError), tenant_scope(_ref("banmai")):
        cache.set("tries", 1)
        _ = 1 / 0

    with tenant_scope(_ref("banmai")):
        assert cache.get("tries") == 1


def test_h2_a_signature_of_one_tenant_is_worthless_in_the_next() -> None:
    with tenant_scope(_ref("banmai")):
        token = signing.dumps({"account": 1})
        assert signing.loads(token) == {"account": 1}
    with tenant_scope(_ref("nadee")), pytest.raises(signing.BadSignature):
        signing.loads(token)


def test_h2_a_signature_from_before_a_change_of_key_is_read_in_its_own_town_only(
    settings: Settings,
) -> None:
    with tenant_scope(_ref("banmai")):
        token = signing.dumps({"account": 1})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = TenantSecret("the new key " + "y" * 50)

    with tenant_scope(_ref("banmai")):
        assert signing.loads(token) == {"account": 1}
    with tenant_scope(_ref("nadee")), pytest.raises(signing.BadSignature):
        signing.loads(token)


def test_h4_h7_h8_threads_never_end_in_each_others_schema() -> None:
    refs = [_ref("banmai"), _ref("nadee")] * 3
    wrong: list[str] = []
    together = threading.Barrier(len(refs))

    def work(ref: TenantRef) -> None:
        together.wait()
        for _ in range(50):
            with tenant_scope(ref):
                if _path_and_role() != (ref.schema, ref.schema):
                    wrong.append(ref.slug)
        if _path_and_role()[0] != "public":
            wrong.append("left behind")
        connections.close_all()

    threads = [threading.Thread(target=work, args=(ref,)) for ref in refs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_fresh_connection_whose_first_query_is_a_tenants_is_accepted() -> None:
    ref = _ref("banmai")
    connection.close()

    with tenant_scope(ref):
        assert _path_and_role() == (ref.schema, ref.schema)
