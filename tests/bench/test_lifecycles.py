"""Lifecycles in a second (report, assign, resolve, find) beside a short past and beside a long one.

The two municipalities stand in one installation and are asked in turns, so that whatever else
the machine does falls on both.
"""

import statistics
from typing import Any

import pytest

from tests.bench.conftest import Installation
from tests.bench.desk import Desk
from tests.bench.knocking import Tally, crowd
from tests.bench.report import keep, say

CLIENTS = 8
ROUNDS = 4
SECONDS = 8.0
WARM_UP = 3.0
# The bar: at a million complaints on two cores, and against ten thousand.
LEAST_PER_SECOND = 40.0
LEAST_RATIO = 0.9
STEPS = ("create", "assign", "resolve", "find")

pytestmark = pytest.mark.slow


def round_of(house: Installation, desk: Desk, seconds: float) -> Tally:
    return crowd(house.lines(desk, CLIENTS), desk.lifecycle, seconds=seconds)


def figures(tally: Tally) -> dict[str, Any]:
    """Return what is kept of one municipality."""
    steps = {
        step: {"p50": tally.milliseconds(step, 0.5), "p95": tally.milliseconds(step, 0.95)}
        for step in STEPS
    }
    return {"per_second": tally.per_second, "milliseconds": steps, "errors": dict(tally.errors)}


def table(name: str, tally: Tally) -> list[str]:
    """Return the lines that a person reads."""
    times = "  ".join(
        f"{step} {tally.milliseconds(step, 0.5):.0f}/{tally.milliseconds(step, 0.95):.0f}"
        for step in STEPS
    )
    return [f"{name:>16}: {tally.per_second:6.1f} lifecycles/s   p50/p95 ms: {times}"]


def jobs_waiting(house: Installation) -> int:
    with house.rig.owner() as connection:
        asked = "select count(*) from procrastinate_jobs where status in ('todo', 'doing')"
        row = connection.execute(f"{asked} and coalesce(scheduled_at, now()) <= now()").fetchone()
    return int(row[0]) if row else 0


def durable(house: Installation) -> dict[str, str]:
    """Return the settings that make an answer survive a crash."""
    names = ("fsync", "synchronous_commit", "full_page_writes")
    with house.rig.owner() as connection:
        return {name: str(connection.execute(f"show {name}").fetchone()[0]) for name in names}  # type: ignore[index]


def test_a_long_past_slows_nobody_down(house: Installation) -> None:
    assert set(durable(house).values()) == {"on"}
    desks = {"small": house.small, "large": house.large}
    for desk in desks.values():
        round_of(house, desk, WARM_UP)
    totals = {name: Tally() for name in desks}
    ratios = []
    for number in range(ROUNDS):
        rates = {}
        # Each begins as often as the other.
        for name in sorted(desks, reverse=bool(number % 2)):
            found = round_of(house, desks[name], SECONDS)
            totals[name].add(found)
            rates[name] = found.per_second
        ratios.append(rates["large"] / rates["small"])
    ratio = statistics.median(ratios)
    kept = {name: figures(tally) | {"rows": house.rows[name]} for name, tally in totals.items()}
    keep(
        "lifecycles",
        {**kept, "ratio": ratio, "ratios": ratios, "jobs_waiting": jobs_waiting(house)},
    )
    lines = [
        line for name, tally in totals.items() for line in table(f"{house.rows[name]:,}", tally)
    ]
    say(
        *lines,
        f"{'ratio':>16}: {ratio:.2f} (rounds {', '.join(f'{one:.2f}' for one in ratios)})",
        f"{'jobs waiting':>16}: {jobs_waiting(house)}",
    )
    assert not any(tally.errors for tally in totals.values()), kept
    assert ratio >= LEAST_RATIO
    if house.is_full:
        assert totals["large"].per_second >= LEAST_PER_SECOND
