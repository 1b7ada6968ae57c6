"""Search in Thai: text made comparable, found by trigrams, sorted as a dictionary sorts.

A record keeps a `search_text` column that its services fill by `search_text(...)`; the column
has a `trigram_index`; selectors narrow by `matching(rows, "search_text", words)`.
"""

from kernel.search.finding import matching, thai_order, trigram_index
from kernel.search.words import normalise, search_text, search_words

__all__ = [
    "matching",
    "normalise",
    "search_text",
    "search_words",
    "thai_order",
    "trigram_index",
]
