"""Who reached the house when: kept ninety days and more, told only to whom the law names."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from kernel.observability import access_keeping
from kernel.observability.access_log import AccessLog
from kernel.ports import TenantRef
from tests.kernel.access.people import PASSWORD, Visitor, officer, with_password

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.ACCESS_LOG_DIR = str(tmp_path)
    return tmp_path


def _lines(folder: Path) -> list[dict[str, object]]:
    found = sorted(folder.glob("access-*.jsonl"))
    return [json.loads(line) for path in found for line in path.read_text().splitlines()]


def _day(folder: Path, days_ago: int, text: str = '{"account": 7}\n') -> Path:
    path = folder / f"access-{TODAY - timedelta(days=days_ago)}.jsonl"
    path.write_text(text)
    return path


def _kept(folder: Path) -> list[int]:
    days = [date.fromisoformat(path.name[7:17]) for path in folder.glob("access-*")]
    return sorted((TODAY - day).days for day in days)


@pytest.mark.django_db
def test_a_line_tells_who_from_where_to_what_and_nothing_that_was_sent(
    folder: Path, tenant: TenantRef
) -> None:
    person = with_password(officer())
    visitor = Visitor(tenant)
    visitor.get("/track/SECRETCODE/", REMOTE_ADDR="192.0.2.7")
    visitor.sign_in("somchai")
    visitor.get("/accounts/me/")
    answer = visitor.post(
        "/api/v1/auth/token/",
        {"username": "somchai", "password": PASSWORD},
        content_type="application/json",
    )
    visitor.get("/healthz")

    tracked, *_asked, signed_in, own_page, program = _lines(folder)

    assert tracked["address"] == "192.0.2.7"
    assert tracked["route"] == "track/<str:code>/"
    assert tracked["account"] is None
    assert {line["account"] for line in (signed_in, own_page, program)} == {person.account_id}
    assert program["request_id"] == answer["X-Request-ID"]
    assert str(program["at"]).endswith("+07:00")
    text = "".join(path.read_text() for path in folder.iterdir())
    assert not any(word in text for word in ("SECRETCODE", "somchai", PASSWORD, "healthz"))


def test_lines_of_many_threads_and_books_are_never_mixed(folder: Path) -> None:
    books = [AccessLog(str(folder)), AccessLog(str(folder))]
    line: dict[str, object] = {"word": "ก" * 500}

    with ThreadPoolExecutor(8) as pool:
        for number in range(400):
            pool.submit(books[number % 2].write, line, at=datetime(2026, 11, 22, tzinfo=UTC))

    assert [found["word"] for found in _lines(folder)] == ["ก" * 500] * 400


def test_a_day_begins_at_midnight_in_bangkok(folder: Path) -> None:
    book = AccessLog(str(folder))
    for hour in (16, 17):
        book.write({}, at=datetime(2026, 11, 21, hour, 59, tzinfo=UTC))

    assert [path.name[7:17] for path in sorted(folder.iterdir())] == ["2026-11-21", "2026-11-22"]


def test_a_full_disk_stops_nobody(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    AccessLog(str(in_the_way)).write({}, at=datetime(2026, 11, 22, tzinfo=UTC))


def test_a_day_is_kept_on_the_ninetieth_and_forgotten_after(folder: Path) -> None:
    for days_ago in (0, 1, 89, 90, 91):
        _day(folder, days_ago)

    kept = access_keeping.keep(folder, today=TODAY, days=90)

    assert _kept(folder) == [0, 1, 89, 90]
    assert kept.forgotten == [TODAY - timedelta(days=91)]
    assert (folder / f"access-{TODAY}.jsonl").exists()  # today is still being written


def test_a_hold_keeps_everything_until_it_is_released(folder: Path) -> None:
    _day(folder, 400)
    access_keeping.hold(folder, reason="หมายศาล ที่ 12/2569")

    held = access_keeping.keep(folder, today=TODAY, days=90)
    access_keeping.release(folder)
    access_keeping.keep(folder, today=TODAY, days=90)

    assert held.held_because == "หมายศาล ที่ 12/2569"
    assert held.forgotten == []
    assert _kept(folder) == []


def test_a_changed_day_is_found_and_a_forgotten_one_is_no_change(folder: Path) -> None:
    for days_ago in (100, 3, 2, 1):
        _day(folder, days_ago)
    access_keeping.keep(folder, today=TODAY, days=90)
    assert access_keeping.changed_days(folder) == []

    with gzip.open(folder / f"access-{TODAY - timedelta(days=2)}.jsonl.gz", "wt") as changed:
        changed.write('{"account": 8}\n')

    assert access_keeping.changed_days(folder) == [TODAY - timedelta(days=2)]


@pytest.mark.django_db
def test_an_official_gets_the_lines_of_one_municipality_and_account(
    folder: Path, tenant: TenantRef, other_tenant: TenantRef
) -> None:
    ours, theirs = ({"tenant": ref.id, "account": 7} for ref in (tenant, other_tenant))
    _day(folder, 1, f"{json.dumps(ours)}\n{json.dumps(theirs)}\n")
    _day(folder, 0, json.dumps({**ours, "account": 8}) + "\n")
    access_keeping.keep(folder, today=TODAY, days=90)
    told = StringIO()

    asked = ["--from", "2026-11-21", "--until", "2026-11-22", "--account", "7"]
    call_command("access_log", "find", *asked, "--tenant", tenant.slug, stdout=told)

    assert json.loads(told.getvalue()) == ours


def test_the_command_says_what_is_wrong(folder: Path, settings: Settings) -> None:
    _day(folder, 1)
    call_command("access_log", "keep", stdout=StringIO())
    call_command("access_log", "verify", stdout=StringIO())
    (folder / "access-2026-11-21.jsonl.gz").write_bytes(gzip.compress(b"{}"))

    with pytest.raises(CommandError, match="2026-11-21"):
        call_command("access_log", "verify")
    settings.ACCESS_LOG_DIR = ""
    with pytest.raises(CommandError, match="ACCESS_LOG_DIR"):
        call_command("access_log", "keep")
