"""Narrow and sort rows by Thai text, on the database."""

from django.contrib.postgres.indexes import GinIndex
from django.db.models import F, Model, OrderBy, QuerySet
from django.db.models.functions import Collate

from kernel.search.words import search_words

# PostgreSQL's ICU collation: เก้า แก ไก่ sort under ก, as in the Royal Institute's dictionary.
THAI = "th-x-icu"
MOST_WORDS = 8


def trigram_index(column: str, *, name: str) -> GinIndex:
    """Return the index that makes `matching` fast: every three letters of the column."""
    return GinIndex(fields=[column], opclasses=["gin_trgm_ops"], name=name)


def matching[M: Model](rows: QuerySet[M], column: str, words: str) -> QuerySet[M]:
    """Return the rows whose search column holds every word, in any order.

    Thai writes no spaces between words, so a word is found anywhere. Words of one or two letters
    have no trigram: alone they make PostgreSQL read the (one municipality's) rows, beside a
    longer word they only filter. Blank words narrow nothing.
    """
    for word in search_words(words)[:MOST_WORDS]:
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def thai_order(column: str, *, descending: bool = False) -> OrderBy:
    """Return the order of a Thai dictionary for `order_by`; add a unique field after it."""
    collated = Collate(F(column), THAI)
    return OrderBy(collated, descending=descending)
