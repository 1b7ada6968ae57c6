"""10,000 requests through a transaction pooler with fewer connections than workers: none wrong."""

import contextlib
import http.client
import os
import random
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings

from kernel.geo.models import Village
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.serving import ROOT, Site, database_url, free_port, serving

SLUGS = ("banmai", "nadee")
REQUESTS = 10_000
CLIENTS = 12
POOLED = 3
PATH = "/tiles/villages.geojson"


@pytest.fixture(scope="module")
def pooler(databases, django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """PgBouncer in transaction mode with three connections; yields its URL of this database."""
    port = str(free_port())
    script = str(ROOT / "infra/dev/pgbouncer.sh")
    environment = {**os.environ, "BOUNCER_PORT": port, "BOUNCER_SIZE": str(POOLED)}
    subprocess.run([script, "start", database_url(databases.name)], env=environment, check=True)
    yield database_url(databases.name, port=port)
    subprocess.run([script, "stop"], env=environment, check=True)
    with django_db_blocker.unblock():
        databases.refresh()


@pytest.fixture(scope="module")
def pooled_site(databases, pooler: str, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        for slug in SLUGS:
            _plant(slug)
        with serving(databases.name, DATABASE_URL=pooler) as running:
            running.start_web(workers=2, threads=4)
            yield running
            running.stop()


def _plant(slug: str) -> None:
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    with tenant_scope(ref):
        Village.objects.create(
            code=slug,
            number=1,
            name_th=_canary(slug),
            geom="MULTIPOLYGON(((98 18,99 18,99 19,98 18)))",
        )


def _canary(slug: str) -> str:
    return f"หมู่บ้านของ {slug}"


def test_no_answer_through_a_transaction_pooler_is_another_tenants(pooled_site: Site) -> None:
    outcomes: Counter[str] = Counter()
    clients = [
        threading.Thread(target=_ask, args=(pooled_site, seed, outcomes)) for seed in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()

    assert set(outcomes) == {"right"}
    assert outcomes["right"] >= REQUESTS


def _ask(site: Site, seed: int, outcomes: Counter[str]) -> None:
    choose = random.Random(seed)
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as line:
        for _ in range(REQUESTS // CLIENTS + 1):
            outcomes[_ask_once(line, choose.choice(SLUGS))] += 1


def _ask_once(connection: http.client.HTTPConnection, slug: str) -> str:
    other = SLUGS[1 - SLUGS.index(slug)]
    connection.request("GET", PATH, headers={"Host": f"{slug}.{settings.PUBLIC_HOST}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != http.client.OK:
        return f"failed with {answer.status}"
    return "wrong" if _canary(other) in text or _canary(slug) not in text else "right"


def test_h10_the_rig_sees_a_path_that_is_set_for_the_session(
    pooler: str, pooled_site: Site
) -> None:
    """The control: the base library's way, through the same pooler, must give wrong answers."""
    outcomes: Counter[str] = Counter()
    schemas = [ref.schema for slug in SLUGS if (ref := DIRECTORY.by_slug(slug))]
    threads = [
        threading.Thread(target=_ask_with_session_path, args=(pooler, schemas, seed, outcomes))
        for seed in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes["wrong"] > 0


def _ask_with_session_path(
    pooler: str, schemas: list[str], seed: int, outcomes: Counter[str]
) -> None:
    choose = random.Random(seed)
    address = pooler.replace("postgis://", "postgresql://")
    with psycopg.connect(address, autocommit=True, prepare_threshold=None) as connection:
        for _ in range(200):
            schema = choose.choice(schemas)
            connection.execute(f'SET search_path = "{schema}"')
            found = connection.execute("SHOW search_path").fetchone()
            outcomes["right" if found and schema in found[0] else "wrong"] += 1
