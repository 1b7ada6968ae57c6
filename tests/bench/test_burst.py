"""Four times as much as the house can take: what is let in is kept, the rest is told to come back.

The rate that the house can take is measured first, in the same run, so the drill means the same
on every machine.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from tests.bench.conftest import Installation
from tests.bench.desk import CREATED, report
from tests.bench.knocking import Answer, Line, Tally, crowd
from tests.bench.report import keep, say

SATURATING = 16
CALM = 2
TIMES = 4
SENDERS = 96
SECONDS = 10.0
# "Normal" again: p95 of two seconds within twice what it was before, within so many seconds.
BAND = 2.0
BACK_WITHIN = 15.0
# What is let in during the burst, against what the house can take when nobody is sent away.
LEAST_GOODPUT = 0.5

pytestmark = pytest.mark.slow


@dataclass
class Burst:
    """What the senders of a burst got."""

    kept: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    without_word: int = 0
    let_in: list[float] = field(default_factory=list)
    sent_away: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def note(self, answer: Answer) -> None:
        """Keep what an answer says."""
        self.statuses[answer.status] += 1
        if answer.status == CREATED:
            self.kept.append(str(answer.json()["id"]))
            self.let_in.append(answer.seconds)
        else:
            self.sent_away.append(answer.seconds)
            self.without_word += not answer.retry_after


def p95(taken: list[float]) -> float:
    found = sorted(taken)
    return found[int(len(found) * 0.95)] * 1000 if found else 0.0


def burst(house: Installation, *, per_second: float) -> Burst:
    """Send reports at a steady rate, whether or not the house keeps up."""
    found, lock = Burst(), threading.Lock()
    began = time.perf_counter()

    def sender(place: int, line: Line) -> None:
        turn = place
        while (due := began + turn / per_second) < began + SECONDS:
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                answer = report(house.small, line, uuid4().hex)
                with lock:
                    found.note(answer)
            except (OSError, ValueError) as error:
                line.close()
                with lock:
                    found.failed[type(error).__name__] += 1
            turn += SENDERS

    lines = house.lines(house.small, SENDERS)
    threads = [threading.Thread(target=sender, args=pair) for pair in enumerate(lines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for line in lines:
        line.close()
    found.seconds = time.perf_counter() - began
    return found


def steady(house: Installation, clients: int, seconds: float) -> Tally:
    """Report as fast as so many clients get their answers."""

    def one(line: Line, tally: Tally) -> None:
        answer = report(house.small, line, uuid4().hex)
        if answer.status != CREATED:
            tally.errors[str(answer.status)] += 1
            return
        tally.taken["create"].append(answer.seconds)
        tally.done += 1

    return crowd(house.lines(house.small, clients), one, seconds=seconds)


def seconds_until_calm(house: Installation, usual: float) -> float:
    """Return after how long two clients are answered as before."""
    began = time.perf_counter()
    while time.perf_counter() - began < BACK_WITHIN * 2:
        before = time.perf_counter() - began
        found = steady(house, CALM, 2.0)
        if not found.errors and found.milliseconds("create", 0.95) <= usual * BAND:
            return before
    return float("inf")


def missing(house: Installation, kept: list[str]) -> int:
    """Count the complaints that were answered with success and are not in the database."""
    with house.rig.owner() as connection:
        (schema,) = connection.execute(  # type: ignore[misc]
            "select schema_name from tenants_tenant where slug = 'small'"
        ).fetchone()
        connection.execute(f"set search_path = {schema}, public")
        row = connection.execute(
            "select count(*) from complaints_complaint where public_id = any(%s::uuid[])", [kept]
        ).fetchone()
    return len(kept) - int(row[0] if row else 0)


def test_a_burst_is_shed_and_nothing_that_was_accepted_is_lost(house: Installation) -> None:
    steady(house, CALM, 2.0)
    usual = steady(house, CALM, 4.0).milliseconds("create", 0.95)
    most = steady(house, SATURATING, 6.0).per_second
    found = burst(house, per_second=TIMES * most)
    back_after = seconds_until_calm(house, usual)
    figures: dict[str, Any] = {
        "saturation_per_second": most,
        "offered": sum(found.statuses.values()) / found.seconds / most,
        "goodput": len(found.kept) / found.seconds / most,
        "statuses": {str(status): count for status, count in sorted(found.statuses.items())},
        "failed": dict(found.failed),
        "let_in_p95_ms": p95(found.let_in),
        "sent_away_p95_ms": p95(found.sent_away),
        "usual_p95_ms": usual,
        "normal_again_after_seconds": back_after,
        "lost": missing(house, found.kept),
    }
    keep("burst", figures)
    say(
        *(
            f"{name:>28}: {value:.2f}" if isinstance(value, float) else f"{name:>28}: {value}"
            for name, value in figures.items()
        )
    )
    assert figures["lost"] == 0
    assert set(found.statuses) <= {CREATED, 429, 503}
    assert not found.failed
    assert found.without_word == 0, "sent away without Retry-After"
    assert found.statuses[503] + found.statuses[429] > 0
    assert figures["goodput"] >= LEAST_GOODPUT
    assert back_after <= BACK_WITHIN
