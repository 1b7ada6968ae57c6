"""How long the promises take on this machine, beside how long they took the last time.

`make bench` prints the table and keeps it as JSON in .local/bench. The limits are generous: they
catch a slip by an order of magnitude, not a busy afternoon.
"""

import http.client
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.faults.rig import HOST, ROOT, Rig, installation, place_of

KEPT = ROOT / ".local" / "bench" / "latest.json"
ROUNDS = 60
CLIENTS = 4
PAGES = {"home page": "/", "report form": "/report/", "API schema": "/api/v1/schema/"}
LIMITS = {  # milliseconds
    "home page": 1_000,
    "report form": 1_000,
    "API schema": 5_000,
    "report filed by API": 2_000,
    "municipality opened": 60_000,
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with installation() as made:
        yield made


def request(rig: Rig, method: str, path: str, body: bytes | None = None) -> int:
    line = http.client.HTTPConnection("127.0.0.1", rig.web_port, timeout=30)
    key = uuid4().hex
    headers = {"Host": HOST, "Content-Type": "application/json", "Idempotency-Key": key}
    headers["X-Forwarded-For"] = place_of(key)
    line.request(method, path, body, headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status


def milliseconds(act: Callable[[], object], rounds: int, clients: int = 1) -> dict[str, float]:
    def one(_: int) -> float:
        began = time.perf_counter()
        act()
        return (time.perf_counter() - began) * 1000

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        taken = sorted(pool.map(one, range(rounds)))
    return {
        "median": statistics.median(taken),
        "p95": taken[int(len(taken) * 0.95)],
        "per_second": rounds / (time.perf_counter() - began),
    }


def report(rig: Rig, category: str) -> None:
    body = {"category": category, "words": f"ถนนเป็นหลุม {uuid4().hex}"}
    body |= {"longitude": 98.94, "latitude": 18.74}
    assert request(rig, "POST", "/api/v1/complaints/", json.dumps(body).encode()) == 201


def get(rig: Rig, path: str) -> None:
    assert request(rig, "GET", path) == 200


def open_municipality(rig: Rig) -> None:
    slug = f"bench{uuid4().hex[:6]}"
    code = str(uuid4().int)[:7]
    rig.manage("tenant", "create", slug, "--name", "ทดลอง", "--name-en", "Trial", "--code", code)


def test_the_promises_keep_their_order_of_magnitude(rig: Rig) -> None:
    category = rig.plain_category()
    found = {
        name: milliseconds(lambda path=path: get(rig, path), ROUNDS, CLIENTS)
        for name, path in PAGES.items()
    }
    found["report filed by API"] = milliseconds(lambda: report(rig, category), ROUNDS, CLIENTS)
    found["municipality opened"] = milliseconds(lambda: open_municipality(rig), 3)
    before = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(found, indent=1))
    sys.stderr.write(f"\n{'':24}{'median ms':>10}{'p95 ms':>10}{'per s':>9}{'ratio':>8}\n")
    for name, taken in found.items():
        ratio = taken["median"] / before[name]["median"] if name in before else 1.0
        figures = f"{taken['median']:10.0f}{taken['p95']:10.0f}{taken['per_second']:9.1f}"
        sys.stderr.write(f"{name:24}{figures}{ratio:8.2f}\n")
    for name, limit in LIMITS.items():
        assert found[name]["median"] < limit, name
