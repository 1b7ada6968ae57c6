"""Kill -9 in the middle of intake: what was answered with success is there, nothing is half-made.

The second drill takes the durability away and must lose something: else the first one is blind.
"""

import http.client
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from tests.faults.rig import HOST, Rig, installation, place_of

CLIENTS = 8
FEWEST = 200
LONGEST = 90.0
TRIES = 12
LONGEST_ANSWER = 10.0
MOST_LEASED = 4

pytestmark = pytest.mark.slow
# Nothing brings a commit to the disk but its own flush, which is off. One kill may still find all
# of them written, by chance; so many in a row do not.
FORGETFUL = (
    "synchronous_commit = off",
    "wal_writer_delay = '10s'",
    "wal_writer_flush_after = '1GB'",
    "bgwriter_lru_maxpages = 0",
    "autovacuum = off",
)
MOST_KILLS = 12


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with installation() as made:
        yield made


@dataclass
class Intake:
    """Clients that report, keep what was promised, and try again with the same key."""

    rig: Rig
    category: str
    promised: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Let all clients begin."""
        self.threads = [threading.Thread(target=self._client) for _ in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Let every client finish what it is at."""
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def wait_for(self, count: int) -> None:
        """Wait until so many reports were answered with success."""
        deadline = time.monotonic() + LONGEST
        while len(self.promised) < count:
            assert time.monotonic() < deadline, f"only {len(self.promised)} of {count} answered"
            time.sleep(0.05)

    def _client(self) -> None:
        while not self.stop.is_set():
            key = uuid4().hex
            for _ in range(TRIES):
                began = time.monotonic()
                answer = self._report(key)
                self.slowest = max(self.slowest, time.monotonic() - began)
                if answer:
                    self.promised[key] = answer
                    break
                time.sleep(0.3)

    def _report(self, key: str) -> str | None:
        body = {
            "category": self.category,
            "words": f"ไฟถนนดับ {key}",
            "longitude": 98.94,
            "latitude": 18.74,
            "email": f"{key}@villager.example",
        }
        headers = {"Host": HOST, "Content-Type": "application/json", "Idempotency-Key": key}
        headers["X-Forwarded-For"] = place_of(key)
        with suppress(OSError, http.client.HTTPException, json.JSONDecodeError):
            line = http.client.HTTPConnection("127.0.0.1", self.rig.web_port, timeout=15)
            line.request("POST", "/api/v1/complaints/", json.dumps(body).encode(), headers)
            answer = line.getresponse()
            text = answer.read()
            line.close()
            if answer.status == http.client.CREATED:
                return str(json.loads(text)["id"])
        return None


def rows_of(rig: Rig, question: str) -> list[tuple[str, ...]]:
    """Ask the municipality's schema, as the owner."""
    with rig.owner() as connection:
        (schema,) = connection.execute(
            "select schema_name from tenants_tenant where slug = 'banmai'"
        ).fetchone()
        connection.execute(f"set search_path = {schema}, public")
        return connection.execute(question).fetchall()


def stored(rig: Rig) -> list[tuple[str, str, str]]:
    """Return (key, id, number) of every complaint in the database."""
    rows = rows_of(rig, "select words, public_id::text, number from complaints_complaint")
    return [(words.split()[-1], public_id, number) for words, public_id, number in rows]


def lost(rig: Rig, intake: Intake) -> list[str]:
    """Return the keys that were answered with success and are not there as promised."""
    promised = dict(intake.promised)  # what is promised while we read may not be there yet
    there = {key: public_id for key, public_id, _ in stored(rig)}
    return [key for key, answer in promised.items() if there.get(key) != answer]


def machine_is_busy() -> bool:
    """Return whether others work on this machine so much that a clock says nothing about us."""
    return os.getloadavg()[0] > 3 * (os.cpu_count() or 1)


def letters(rig: Rig) -> list[tuple[str, ...]]:
    """Return (key, state, is leased) of the notices of receipt, once as good as none waits."""
    question = """select split_part(address, '@', 1), state, leased_until is not null
        from notifications_message where event = 'complaint.received'"""
    deadline = time.monotonic() + LONGEST
    while True:
        found = rows_of(rig, question)
        if all(state == "sent" or leased for _, state, leased in found):
            return found
        assert time.monotonic() < deadline, "notices neither sent nor held"
        time.sleep(1)


def test_a_killed_database_web_process_and_worker_lose_nothing(rig: Rig) -> None:
    intake = Intake(rig, rig.plain_category())
    intake.begin()
    try:
        intake.wait_for(60)
        rig.prove_own_database()
        rig.kill_postgres()
        intake.wait_for(120)
        victim = rig.kill_web_process()
        intake.wait_for(180)
        rig.kill_worker()
        intake.wait_for(FEWEST + 20)
    finally:
        intake.end()
    rows = stored(rig)
    doubled = [key for key, count in Counter(key for key, *_ in rows).items() if count > 1]
    numbers = sorted(int(number.rsplit("-", 1)[-1]) for *_, number in rows)
    sys.stderr.write(f"\n{len(intake.promised)} answered, {len(rows)} stored, {victim} killed\n")
    assert lost(rig, intake) == []
    assert doubled == []
    assert numbers == list(range(1, len(rows) + 1))
    assert intake.slowest < LONGEST_ANSWER or machine_is_busy()
    # What was being handed over when the worker died keeps its lease and is sent when that runs out.
    written = letters(rig)
    assert sorted(key for key, *_ in written) == sorted(key for key, *_ in rows)
    waiting = [leased for _, state, leased in written if state != "sent"]
    assert len(waiting) <= MOST_LEASED
    assert all(waiting)
    rig.manage("audit", "verify", "banmai")
    rig.wait_for("/readyz")


def test_the_drill_sees_a_loss_when_commits_are_not_durable(rig: Rig) -> None:
    intake = Intake(rig, rig.plain_category())
    rig.prove_own_database()
    for forgetful in FORGETFUL:
        rig.script("psql", "-d", "postgres", "-c", f"alter system set {forgetful}")
    rig.script("psql", "-d", "postgres", "-c", "select pg_reload_conf()")
    missing: list[str] = []
    intake.begin()
    try:
        for kills in range(1, MOST_KILLS + 1):
            intake.wait_for(kills * 20)
            rig.kill_postgres()
            missing = lost(rig, intake)
            if missing:
                break
    finally:
        intake.end()
    sys.stderr.write(f"\n{len(intake.promised)} answered, {len(missing)} of them lost\n")
    assert missing, "no loss without durability: this drill would not see one"
