"""One installation for all benches: a municipality with a short past, and one with a long one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.bench.desk import Desk, open_desk
from tests.bench.knocking import Line, crowd
from tests.bench.loading import load
from tests.bench.report import say
from tests.faults.rig import Rig, installation

# How many complaints lie in the two municipalities: SCALE=quick is for a look, full for the bar.
SCALES = {"quick": (1_000, 20_000), "full": (10_000, 1_000_000)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A web server, a worker, a durable database, and the desks of two municipalities."""

    rig: Rig
    small: Desk
    large: Desk
    rows: dict[str, int]
    is_full: bool

    def lines(self, desk: Desk, count: int) -> list[Line]:
        """Return so many clients of a municipality."""
        return [Line(self.rig.web_port, desk.host) for _ in range(count)]


@pytest.fixture(scope="session")
def house() -> Iterator[Installation]:
    scale = os.environ.get("SCALE") or "quick"
    few, many = SCALES[scale]
    with installation("small", "large") as rig:
        desks = {slug: open_desk(rig, slug) for slug in ("small", "large")}
        for (slug, desk), rows in zip(desks.items(), (few, many), strict=True):
            _make_model(rig, desk)
            past = load(rig, slug, rows)
            say(f"{slug}: {past.complaints:,} complaints in {past.seconds:.0f} s")
        rows_of = {"small": few, "large": many}
        yield Installation(rig=rig, **desks, rows=rows_of, is_full=scale == "full")


def _make_model(rig: Rig, desk: Desk) -> None:
    """Let one complaint live for real: the loaded ones are made in its image."""
    tally = crowd([Line(rig.web_port, desk.host)], desk.lifecycle, seconds=0.01)
    assert tally.done, tally.errors
