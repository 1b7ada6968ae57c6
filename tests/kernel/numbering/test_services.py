"""Taking numbers."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.configuration.registry import get
from kernel.numbering import selectors
from kernel.numbering import services as numbering
from kernel.numbering.models import Book, Counter, Issued, Numerals
from kernel.numbering.patterns import PatternUnreadable, check_pattern, write
from kernel.ports import TenantRef
from kernel.thai import BANGKOK

NOON = datetime(2026, 4, 10, 5, 0, tzinfo=UTC)


@pytest.fixture
def book(tenant: TenantRef) -> Book:
    return Book.objects.create(code="lamp", name="ไฟทาง", pattern="ร-{year2}-{n:05d}")


def test_numbers_follow_each_other_from_one(book: Book) -> None:
    taken = [numbering.take(book="lamp", at=NOON, subject=f"lamp:{n}") for n in (1, 2, 3)]

    assert [number.text for number in taken] == ["ร-69-00001", "ร-69-00002", "ร-69-00003"]
    assert [number.value for number in taken] == [1, 2, 3]
    assert {number.year for number in taken} == {2569}
    assert selectors.gaps() == []
    assert [issued.text for issued in selectors.issued_to("lamp:2")] == ["ร-69-00002"]


def test_a_book_may_write_thai_numerals(book: Book) -> None:
    Book.objects.create(code="letter", name="หนังสือส่ง", pattern="ชม 52101/{n}", numerals="thai")

    assert numbering.take(book="letter", at=NOON).text == "ชม ๕๒๑๐๑/๑"


def test_books_do_not_share_their_numbers(book: Book) -> None:
    Book.objects.create(code="letter", name="หนังสือส่ง")
    numbering.take(book="lamp", at=NOON)

    assert numbering.take(book="letter", at=NOON).text == "1/2569"


def test_the_series_begins_anew_at_midnight_in_bangkok(book: Book) -> None:
    eve = datetime(2026, 12, 31, 23, 59, 58, tzinfo=BANGKOK)
    before = numbering.take(book="lamp", at=eve)

    after = numbering.take(book="lamp", at=eve + timedelta(seconds=2))

    assert (before.text, after.text) == ("ร-69-00001", "ร-70-00001")


def test_a_clock_three_days_behind_cannot_break_the_order(book: Book) -> None:
    new_year = datetime(2027, 1, 1, 0, 0, 1, tzinfo=BANGKOK)
    numbering.take(book="lamp", at=new_year)

    late = numbering.take(book="lamp", at=new_year - timedelta(days=3))

    assert late.text == "ร-70-00002"
    assert list(Issued.objects.order_by("value").values_list("dated", flat=True)) == [
        date(2027, 1, 1),
        date(2027, 1, 1),
    ]


def test_the_databases_clock_is_kept_beside_the_told_date(book: Book) -> None:
    numbering.take(book="lamp", at=NOON)

    issued = Issued.objects.get()
    assert issued.dated == date(2026, 4, 10)
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp(), clock_timestamp()")
        earliest, latest = cursor.fetchone()
    assert earliest <= issued.taken_at <= latest


def test_a_rollback_gives_the_number_back(book: Book) -> None:
    with transaction.atomic():
        numbering.take(book="lamp", at=NOON)
        transaction.set_rollback(True)

    assert numbering.take(book="lamp", at=NOON).value == 1
    assert selectors.gaps() == []


def test_an_unknown_book_is_refused_by_name(tenant: TenantRef) -> None:
    with pytest.raises(numbering.NoBook, match="nothing"):
        numbering.take(book="nothing", at=NOON)


def test_outside_a_transaction_no_number_is_taken(committed: object) -> None:
    with pytest.raises(numbering.NumberOutsideTransaction):
        numbering.take(book="lamp", at=NOON)


def test_a_gap_is_found_and_named(book: Book) -> None:
    for _ in range(3):
        numbering.take(book="lamp", at=NOON)
    Counter.objects.filter(book=book).update(last=5)

    assert selectors.gaps() == [selectors.Gap("lamp", 2569, (4, 5))]


def test_the_command_names_the_gap_and_fails(book: Book, tenant: TenantRef) -> None:
    told, complained = StringIO(), StringIO()
    call_command("numbering", "check", tenant.slug, stdout=told)
    assert "no gaps" in told.getvalue()
    numbering.take(book="lamp", at=NOON)
    Counter.objects.filter(book=book).update(last=2)

    with pytest.raises(CommandError):
        call_command("numbering", "check", tenant.slug, stderr=complained)

    assert f"{tenant.slug}: lamp 2569 lacks (2,)" in complained.getvalue()


def test_a_number_without_a_counter_is_found_too(book: Book) -> None:
    Issued.objects.create(book=book, year=2569, value=3, text="x", dated=date(2026, 4, 10))

    assert selectors.gaps() == [selectors.Gap("lamp", 2569, (1, 2))]


def test_the_table_refuses_a_number_twice(book: Book) -> None:
    number = numbering.take(book="lamp", at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Issued.objects.create(
            book=book, year=number.year, value=number.value, text="x", dated=date(2026, 4, 10)
        )


@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_was_issued_stays_issued(book: Book, act: str) -> None:
    numbering.take(book="lamp", at=NOON)
    statement = {
        "update": "UPDATE numbering_issued SET value = 7",
        "delete": "DELETE FROM numbering_issued",
    }

    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement[act])


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "ร-{year}",
        "{n.__class__}",
        "{n!r}",
        "{other}-{n}",
        "{n:>10}",
        "{0}",
        "{n",
        "{n:{year}d}",
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str) -> None:
    with pytest.raises(PatternUnreadable):
        check_pattern(pattern)


def test_a_bundle_with_such_a_pattern_names_the_field() -> None:
    check = get("numbering.book").check
    assert check is not None

    assert [field for field, _ in check({"pattern": "ร-{year}"})] == ["pattern"]
    assert list(check({"pattern": "{n}"})) == []


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    texts = {write("ร-{year2}-{n:05d}", value=n, year=2569, thai=True) for n in (one, other)}

    assert len(texts) == len({one, other})


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(-400, 400), st.booleans()), max_size=12))
def test_whatever_the_clock_says_and_whoever_gives_up_no_gap_and_no_step_back(
    tenant: TenantRef, takes: list[tuple[int, bool]]
) -> None:
    with transaction.atomic():
        Book.objects.create(code="any", name="any", numerals=Numerals.THAI)
        for days, gives_up in takes:
            with transaction.atomic():
                numbering.take(book="any", at=NOON + timedelta(days=days))
                transaction.set_rollback(gives_up)
        order = list(Issued.objects.order_by("year", "value").values_list("dated", flat=True))
        gaps = selectors.gaps()
        transaction.set_rollback(True)

    assert gaps == []
    assert order == sorted(order)
    assert len(order) == sum(not gives_up for _, gives_up in takes)
