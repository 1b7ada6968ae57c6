"""What must stay right when many knock at the same moment: real commits, real threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.utils import timezone

from kernel.api.counting import count
from kernel.api.models import RememberedAnswer
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.api.conftest import Caller
from tests.kernel.api.probe import WORK

pytestmark = [
    pytest.mark.usefixtures("committed"),
    pytest.mark.urls("tests.kernel.api.probe"),
]


def test_fifty_at_once_make_one_record_and_get_one_answer() -> None:
    def send(_number: int) -> tuple[int, bytes]:
        try:
            answer = Caller(HTTP_HOST="banmai.localhost").lamp(key="thunder")
            return answer.status_code, answer.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=25) as pool:
        answers = set(pool.map(send, range(50)))

    assert len(answers) == 1
    assert answers.pop()[0] == 201
    tenant = DIRECTORY.by_slug("banmai")
    assert tenant is not None
    with tenant_scope(tenant):
        assert RememberedAnswer.objects.filter(caller=WORK).count() == 1


def test_no_count_is_lost_when_many_count_at_once() -> None:
    def one(_number: int) -> int:
        try:
            return count(cache, "at-once", seconds=60)
        finally:
            connections.close_all()

    count(cache, "at-once", seconds=60)
    with ThreadPoolExecutor(max_workers=12) as pool:
        counts = list(pool.map(one, range(60)))

    assert sorted(counts) == list(range(2, 62))


def test_a_count_survives_the_rollback_of_the_request() -> None:
    count(cache, "rolled-back", seconds=60)
    with transaction.atomic():
        count(cache, "rolled-back", seconds=60)
        transaction.set_rollback(True)

    assert count(cache, "rolled-back", seconds=60) == 3


def test_a_counter_is_read_like_any_cached_value_and_begins_anew_when_it_expires() -> None:
    count(cache, "read", seconds=60)
    assert count(cache, "read", seconds=60) == cache.get("read") == 2

    cache.touch("read", -1)

    assert cache.get("read") is None
    assert count(cache, "read", seconds=60) == 1


def test_what_has_expired_is_swept_away() -> None:
    count(cache, "swept", seconds=-1)
    count(cache, "kept", seconds=60)

    cache.sweep(now=timezone.now())

    with connections["shared"].cursor() as cursor:
        cursor.execute("SELECT cache_key FROM thongthin_cache")
        kept = {row[0].rpartition(":")[2] for row in cursor.fetchall()}
    assert "kept" in kept
    assert "swept" not in kept
