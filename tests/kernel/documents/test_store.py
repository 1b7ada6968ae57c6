import io
import urllib.error
import urllib.request

import pytest

from kernel.documents.errors import ForeignKeyRefused
from kernel.documents.store import TenantStore, ensure_bucket, ping, tenant_store
from kernel.tenancy import NoTenant


def _put(store: TenantStore, key: str, body: bytes = b"content") -> None:
    store.put(key, io.BytesIO(body), size=len(body), content_type="text/plain")


def test_what_was_put_can_be_got_and_deleted(tenant) -> None:
    store = tenant_store()
    key = store.key("test", "แฟ้ม", "original.txt")

    _put(store, key)

    assert b"".join(store.get(key)) == b"content"
    assert key in {found.key for found in store.walk()}
    store.delete(key)
    assert store.stat(key) is None
    with pytest.raises(FileNotFoundError):
        store.get(key)


def test_a_key_of_another_tenant_is_refused_by_every_method(tenant, other_tenant) -> None:
    store = tenant_store()
    theirs = f"{other_tenant.id}/test/x/original.txt"

    for act in (store.stat, store.get, store.delete, lambda key: _put(store, key)):
        with pytest.raises(ForeignKeyRefused):
            act(theirs)
    with pytest.raises(ForeignKeyRefused):
        store.presign(theirs, filename="x", content_type="text/plain", inline=False)


@pytest.mark.parametrize("parts", [("..", "x"), ("a", "", "b"), ("a", "."), ("a\\b",), ("a\nb",)])
def test_a_key_that_climbs_is_refused(tenant, parts: tuple[str, ...]) -> None:
    with pytest.raises(ForeignKeyRefused):
        tenant_store().key(*parts)


def test_a_prefix_is_not_a_beginning_of_another(tenant) -> None:
    with pytest.raises(ForeignKeyRefused):
        TenantStore("m1/").stat("m10/x")
    with pytest.raises(ForeignKeyRefused):
        TenantStore("m1")


def test_the_public_schema_has_no_store(db) -> None:
    with pytest.raises(NoTenant):
        tenant_store()


def test_a_signed_address_opens_its_own_object_only(tenant, other_tenant, settings) -> None:
    settings.S3_PUBLIC_ENDPOINT = settings.S3_ENDPOINT
    settings.S3_PUBLIC_SECURE = False
    store = tenant_store()
    key = store.key("test", "signed", "original.txt")
    _put(store, key)
    _put(TenantStore(f"{other_tenant.id}/"), f"{other_tenant.id}/test/signed/original.txt")

    address = store.presign(key, filename="รูป.txt", content_type="text/plain", inline=False)

    with urllib.request.urlopen(address) as answer:  # noqa: S310
        assert answer.read() == b"content"
        assert "filename*=UTF-8''%E0%B8%A3" in answer.headers["Content-Disposition"]
    assert "X-Amz-Expires=300" in address
    for wrong in (address.replace(tenant.id, other_tenant.id), address.split("?")[0]):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(wrong)  # noqa: S310
        with refusal.value as answer:
            assert answer.code == 403


def test_the_bucket_is_made_once(settings) -> None:
    assert ensure_bucket() is False
    ping()
