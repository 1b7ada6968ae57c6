"""Prove that a book has no gap."""

from dataclasses import dataclass

from django.db import connection

from kernel.numbering.models import Issued


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a book and year that should be there and are not."""

    book: str
    year: int
    missing: tuple[int, ...]


# Beyond 1..last nothing may stand either, hence the greatest of both.
_GAPS = """
SELECT book.code, expected.year, array_agg(expected.value ORDER BY expected.value)
FROM (
    SELECT book_id, year, generate_series(1, greatest(last, highest)) AS value
    FROM numbering_counter
    FULL JOIN (
        SELECT book_id, year, max(value) AS highest FROM numbering_issued GROUP BY book_id, year
    ) AS issued USING (book_id, year)
) AS expected
JOIN numbering_book AS book ON book.id = expected.book_id
LEFT JOIN numbering_issued AS issued USING (book_id, year, value)
WHERE issued.value IS NULL
GROUP BY book.code, expected.year
ORDER BY book.code, expected.year
"""


def gaps() -> list[Gap]:
    """Return every gap of every book; an empty list is the proof."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS)
        return [Gap(code, year, tuple(missing)) for code, year, missing in cursor.fetchall()]


def issued_to(subject: str) -> list[Issued]:
    """Return the numbers that a subject such as "complaint:12" received, in order."""
    return list(Issued.objects.filter(subject=subject).order_by("book_id", "year", "value"))
