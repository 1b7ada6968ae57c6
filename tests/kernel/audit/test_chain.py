"""The chain holds against tampering, and under many writers."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kernel.actors import SYSTEM
from kernel.audit import selectors
from kernel.audit import services as audit
from kernel.audit.selectors import Fault
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope

SET = "UPDATE audit_entry SET"
FLIPPED = "set_byte(hash, 31, get_byte(hash, 31) # 1)"
AT = datetime(2026, 4, 10, 8, 30, tzinfo=UTC)


@pytest.fixture
def banmai(committed: object) -> TenantRef:
    ref = TENANT_DIRECTORY.require().by_slug("banmai")
    assert ref is not None
    return ref


@pytest.fixture
def owner(banmai: TenantRef) -> Iterator[psycopg.Connection]:
    place = settings.DATABASES["default"]
    with psycopg.connect(
        host=place["HOST"],
        port=place["PORT"],
        dbname=place["NAME"],
        user=settings.DATABASE_OWNER_LOGIN,
        password=settings.DATABASE_OWNER_PASSWORD,
        autocommit=True,
        options=f"-c search_path={banmai.schema}",
    ) as opened:
        yield opened


def write(tenant: TenantRef, count: int) -> None:
    for number in range(count):
        with tenant_scope(tenant):
            audit.record(actor=SYSTEM, action="a", subject=f"thing:{number}", at=AT, reason="เดิม")


def verdict_of(tenant: TenantRef, anchor: selectors.Head | None = None) -> selectors.Verdict:
    with tenant_scope(tenant):
        return selectors.verify(anchor)


def behind_the_guards(owner: psycopg.Connection, statement: str) -> None:
    owner.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
    owner.execute(statement)
    owner.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")


CRIMES = [
    (f"{SET} reason = 'เดืม' WHERE number = %(n)s", Fault.CHANGED),
    (f"{SET} after = '{{\"x\": 1}}' WHERE number = %(n)s", Fault.CHANGED),
    (f"{SET} recorded_at = recorded_at + interval '1 us' WHERE number = %(n)s", Fault.CHANGED),
    (f"{SET} hash = {FLIPPED} WHERE number = %(n)s", Fault.CHANGED),
    ("DELETE FROM audit_entry WHERE number = %(n)s", Fault.MISSING),
    (f"{SET} number = number + 1000 WHERE number = %(n)s", Fault.MISSING),
]
KEEP = "CREATE TABLE kept AS SELECT * FROM audit_entry"
RESTORE = "TRUNCATE audit_entry; INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept"


def test_one_changed_byte_is_found_and_named(banmai: TenantRef, owner: psycopg.Connection) -> None:
    write(banmai, 5)
    assert verdict_of(banmai).is_whole
    victim = verdict_of(banmai).head.number - 2
    owner.execute(KEEP)

    for crime, fault in CRIMES:
        behind_the_guards(owner, crime % {"n": victim})
        broken = verdict_of(banmai).broken
        behind_the_guards(owner, RESTORE)

        assert broken is not None, crime
        assert (broken.number, broken.fault) == (victim, fault)
        assert verdict_of(banmai).is_whole


def test_an_entry_slipped_in_behind_the_guards_is_found(
    banmai: TenantRef, owner: psycopg.Connection
) -> None:
    write(banmai, 1)
    behind_the_guards(
        owner,
        "INSERT INTO audit_entry (happened_at, actor_kind, actor_label, capacity, action, subject,"
        " before, after, reason) VALUES (now(), 'officer', 'x', '', 'a', 's', '{}', '{}', '')",
    )

    broken = verdict_of(banmai).broken
    assert broken is not None
    assert broken.fault is Fault.UNSEALED


def test_a_chain_cut_off_at_its_end_is_found_with_a_head_noted_earlier(
    banmai: TenantRef, owner: psycopg.Connection
) -> None:
    write(banmai, 3)
    anchor = verdict_of(banmai).head
    write(banmai, 2)
    assert verdict_of(banmai, anchor).is_whole

    behind_the_guards(owner, f"DELETE FROM audit_entry WHERE number >= {anchor.number}")

    assert verdict_of(banmai).is_whole
    broken = verdict_of(banmai, anchor).broken
    assert broken is not None
    assert (broken.number, broken.fault) == (anchor.number, Fault.CUT_OFF)


def test_even_the_owner_is_refused_while_the_guards_stand(
    banmai: TenantRef, owner: psycopg.Connection
) -> None:
    write(banmai, 1)

    for act in (f"{SET} reason = 'x'", f"{SET} number = number + 1", "DELETE FROM audit_entry"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="only added to"):
            owner.execute(act)
    with pytest.raises(psycopg.errors.RestrictViolation, match="only added to"):
        owner.execute("TRUNCATE audit_entry")


def in_threads(count: int, work: Callable[[int], None]) -> list[Exception]:
    failures: list[Exception] = []

    def run(number: int) -> None:
        try:
            work(number)
        except Exception as failure:  # noqa: BLE001 - shown by the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures


def test_many_writers_keep_one_chain_without_gaps(banmai: TenantRef) -> None:
    start = verdict_of(banmai).head.number

    def work(writer: int) -> None:
        for number in range(20):
            with tenant_scope(banmai):
                audit.record(actor=SYSTEM, action="a", subject=f"w:{writer}", at=AT)
                audit.record(actor=SYSTEM, action="b", subject=f"w:{writer}", at=AT)
                transaction.set_rollback((writer + number) % 4 == 0)

    assert in_threads(12, work) == []
    verdict = verdict_of(banmai)
    assert verdict.is_whole
    assert verdict.head.number == start + 12 * 15 * 2


def test_a_slow_transaction_does_not_keep_others_from_writing(banmai: TenantRef) -> None:
    """The chain is locked at commit only: whoever wrote a line and works on holds nobody up."""
    written, release = threading.Event(), threading.Event()

    def slow(_number: int) -> None:
        with tenant_scope(banmai):
            audit.record(actor=SYSTEM, action="slow", subject="w:slow", at=AT)
            written.set()
            assert release.wait(30)

    thread = threading.Thread(target=lambda: in_threads(1, slow))
    thread.start()
    assert written.wait(30)
    started = time.perf_counter()
    write(banmai, 20)
    took = time.perf_counter() - started
    release.set()
    thread.join(30)

    with tenant_scope(banmai):
        last = selectors.page(selectors.Filters(), size=50)
        order = sorted(last.entries, key=lambda entry: entry.number or 0)
    assert order[-1].action == "slow"
    assert order[-1].pk < order[0].pk
    assert verdict_of(banmai).is_whole
    assert took < 10


def test_the_command_names_the_broken_entry(banmai: TenantRef, owner: psycopg.Connection) -> None:
    write(banmai, 3)
    out, err = StringIO(), StringIO()
    call_command("audit", "verify", "--all", stdout=out)
    assert "banmai: whole" in out.getvalue()
    head = verdict_of(banmai).head
    call_command("audit", "verify", "banmai", "--anchor", str(head), stdout=out)

    behind_the_guards(owner, f"UPDATE audit_entry SET reason = 'x' WHERE number = {head.number}")
    with pytest.raises(CommandError, match="1 broken"):
        call_command("audit", "verify", "banmai", stdout=out, stderr=err)

    assert f"BROKEN, entry {head.number}" in err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a municipality"),
        (("nowhere",), "nowhere"),
        (("banmai", "--anchor", "x"), "anchor"),
    ],
)
def test_the_command_says_what_it_needs(
    tenant: TenantRef, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("audit", "verify", *arguments)
