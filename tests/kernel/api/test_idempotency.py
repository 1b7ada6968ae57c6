"""A POST that is sent twice with one Idempotency-Key is done once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kernel.api import idempotency
from kernel.api.models import RememberedAnswer
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.api.conftest import LAMPS, Caller
from tests.kernel.api.probe import WORK

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.api.probe")]


def _work(slug: str = "banmai") -> int:
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    with tenant_scope(ref):
        return RememberedAnswer.objects.filter(caller=WORK).count()


def test_the_same_request_gets_the_same_answer(caller: Caller) -> None:
    first = caller.lamp(key="k1")
    second = caller.lamp(key="k1")

    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert _work() == 1


def test_another_request_with_the_key_is_refused(caller: Caller) -> None:
    caller.lamp(key="k1")

    answer = caller.lamp("หน้าโรงเรียน", key="k1")

    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency_key_reused"
    assert _work() == 1


def test_without_a_key_every_request_counts(caller: Caller) -> None:
    caller.lamp()
    caller.lamp()

    assert _work() == 2


def test_a_refused_request_leaves_nothing_and_frees_its_key(caller: Caller) -> None:
    refused = caller.lamp("gone", key="k1")
    granted = caller.lamp(key="k1")

    assert (refused.status_code, granted.status_code) == (409, 201)
    assert _work() == 1


def test_a_door_may_keep_what_it_wrote_when_it_refuses(caller: Caller) -> None:
    assert caller.send("/api/v1/counted/", {}).status_code == 409

    assert _work() == 1


def test_a_key_of_one_municipality_means_nothing_in_another(
    caller: Caller, neighbour: Caller
) -> None:
    caller.lamp(key="k1")

    answer = neighbour.lamp("อื่น", key="k1")

    assert answer.status_code == 201
    assert (_work("banmai"), _work("nadee")) == (1, 1)


@pytest.mark.parametrize("key", ["", "x" * 201, "with space", "ไทย"])
def test_a_key_that_is_no_key_is_named(caller: Caller, key: str) -> None:
    answer = caller.send(LAMPS, {"name": "a", "watts": 1}, **{"idempotency-key": key})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


def test_a_form_with_a_photo_may_be_sent_again_with_another_boundary(caller: Caller) -> None:
    def send(content: bytes) -> int:
        photo = SimpleUploadedFile("a.jpg", content)
        form = {"name": "ริมคลอง", "watts": "9", "photo": photo}
        return caller.post(LAMPS, form, headers={"idempotency-key": "k1"}).status_code

    assert [send(b"one"), send(b"one"), send(b"two")] == [201, 201, 422]
    assert _work() == 1


def test_answers_older_than_a_day_are_forgotten(caller: Caller, tenant: TenantRef) -> None:
    caller.lamp(key="k1")
    now = timezone.now()

    with tenant_scope(tenant):
        kept = idempotency.forget_before(moment=now - timedelta(days=1))
        gone = idempotency.forget_before(moment=now + timedelta(seconds=1))

    assert (kept, gone) == (0, 2)
