"""What the platform's promises cost, each beside what it is built on, measured in the same run.

A ratio holds on every machine and on a busy one: both sides are asked in turns.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.bench.conftest import Installation
from tests.bench.desk import CREATED, OK, report
from tests.bench.knocking import Line
from tests.bench.report import keep, say
from tests.faults.rig import Rig

TURNS = 60
MORE_TOWNS = 3
# Promise: (what it is compared with, how many times as long it may take). They catch a slip by
# an order of magnitude, not a change of taste.
LIMITS = {
    "home page": ("health door", 60.0),
    "report form": ("health door", 120.0),
    "API schema": ("health door", 400.0),
    "report filed": ("home page", 8.0),
    "five towns in turn": ("home page", 2.0),
    "guarded query": ("plain query", 4.0),
}
QUERIES = """
import json, time
from django.db import connection, transaction
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope
town = TENANT_DIRECTORY.require().by_slug("small")
def ask():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
def plain():
    with transaction.atomic():
        ask()
def guarded():
    with tenant_scope(town):
        ask()
taken = {"plain query": [], "guarded query": []}
for turn in range(500):
    for name, act in (("plain query", plain), ("guarded query", guarded)):
        began = time.perf_counter()
        act()
        taken[name].append(time.perf_counter() - began)
print(json.dumps(taken))
"""

pytestmark = pytest.mark.slow


def in_turns(acts: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """Do each in turn, again and again, and return how long each took."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, act in acts.items():
            began = time.perf_counter()
            act()
            taken[name].append(time.perf_counter() - began)
    return taken


def page(line: Line, path: str) -> Callable[[], None]:
    def fetch() -> None:
        assert line.ask("GET", path).status == OK

    return fetch


def of_each_town(lines: list[Line]) -> Callable[[], None]:
    turn = 0

    def fetch() -> None:
        nonlocal turn
        turn += 1
        assert lines[turn % len(lines)].ask("GET", "/").status == OK

    return fetch


def opened(rig: Rig) -> tuple[list[str], list[float]]:
    """Open more municipalities; return their names and how long each took."""
    slugs, seconds = [], []
    for number in range(MORE_TOWNS):
        slug = f"more{number}"
        began = time.perf_counter()
        rig.open_town(slug, code=f"50998{number:02d}")
        seconds.append(time.perf_counter() - began)
        slugs.append(slug)
    return slugs, seconds


def test_the_promises_keep_their_order_of_magnitude(house: Installation) -> None:
    rig, line = house.rig, Line(house.rig.web_port, house.small.host)
    more, opening = opened(rig)
    lines = [Line(rig.web_port, f"{slug}.localhost") for slug in ("small", "large", *more)]

    def file() -> None:
        assert report(house.small, line, uuid4().hex).status == CREATED

    acts = {
        "health door": page(line, "/healthz"),
        "home page": page(line, "/"),
        "report form": page(line, "/report/"),
        "API schema": page(line, "/api/v1/schema/"),
        "report filed": file,
        "five towns in turn": of_each_town(lines),
    }
    asked: dict[str, list[float]] = json.loads(rig.manage("shell", "-v", "0", "-c", QUERIES))
    taken = in_turns(acts) | asked
    for used in (line, *lines):
        used.close()
    median = {name: statistics.median(times) * 1000 for name, times in taken.items()}
    ratios = {name: median[name] / median[base] for name, (base, _most) in LIMITS.items()}
    figures: dict[str, Any] = {"milliseconds": median, "ratios": ratios, "opening_seconds": opening}
    keep("promises", figures)
    say(
        *(f"{name:>20}: {ratio:6.1f} times {LIMITS[name][0]}" for name, ratio in ratios.items()),
        f"{'a town is opened in':>20}: {statistics.median(opening):6.1f} s",
    )
    assert {name: ratio for name, ratio in ratios.items() if ratio > LIMITS[name][1]} == {}
