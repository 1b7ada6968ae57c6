"""Take numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from kernel.configuration.memory import Remembered
from kernel.errors import Missing
from kernel.numbering import patterns
from kernel.numbering.models import Book, Numerals
from kernel.thai import ERA, local_date


class NoBook(Missing):
    """The municipality has no book of this code."""

    code = "no_book"
    message = _("ยังไม่ได้ตั้งค่าสมุดเลขที่ “%(book)s”")
    remedy = _("โปรดแจ้งผู้ดูแลระบบของเทศบาล")


class NumberOutsideTransaction(RuntimeError):
    """A number was taken where nothing could give it back: a bug."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was taken: its value, its Buddhist-era year, and how people read it."""

    value: int
    year: int
    text: str


def take(*, book: str, at: datetime, subject: str = "") -> Number:
    """Take the next number of the book, in the caller's transaction.

    The row of the counter stays locked until that transaction ends, so a rollback gives the
    number back and no number is ever left out. A book never runs backwards: when `at` lies
    before the day of its last number (a clock that is behind), it counts as that day.

    Raises:
        NoBook: no book has this code.
        NumberOutsideTransaction: a rollback could not give the number back.
    """
    if not connection.in_atomic_block:
        raise NumberOutsideTransaction(book)
    found = _books().get(book)
    if found is None:
        raise NoBook(book=book)
    value, year, dated = _advance(found, local_date(at))
    text = patterns.write(
        found.pattern, value=value, year=year, thai=found.numerals == Numerals.THAI
    )
    with connection.cursor() as cursor:
        cursor.execute(_ISSUE, [found.pk, year, value, text, dated, subject])
    return Number(value=value, year=year, text=text)


def _read_books() -> dict[str, Book]:
    return {book.code: book for book in Book.objects.all()}


_books = Remembered("numbering.books", _read_books, of=(Book,))

# Annex A of the domain notes on saraban; `latest` keeps a number of the old year from being
# taken after one of the new year.
_ADVANCE = """
WITH latest AS (
    SELECT greatest(%(dated)s, max(last_date)) AS dated
    FROM numbering_counter WHERE book_id = %(book)s
)
INSERT INTO numbering_counter AS counter (book_id, year, last, last_date)
SELECT %(book)s, extract(year FROM dated)::int + %(era)s, 1, dated FROM latest
ON CONFLICT (book_id, year) DO UPDATE
    SET last = counter.last + 1, last_date = greatest(counter.last_date, excluded.last_date)
RETURNING last, year, last_date
"""


# Django's own insert would ask for `taken_at` back, which nobody reads here.
_ISSUE = """
INSERT INTO numbering_issued (book_id, year, value, text, dated, subject)
VALUES (%s, %s, %s, %s, %s, %s)
"""


def _advance(book: Book, dated: date) -> tuple[int, int, date]:
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, {"book": book.pk, "dated": dated, "era": ERA})
        last, year, last_date = cursor.fetchone()
    return last, year, last_date
