"""Text as it is compared, not as it is shown."""

import re
import unicodedata

from kernel.thai import arabic_digits, normalise_thai

# 081-234 5678 and 0812345678 are one number; in ร-69-00012 the hyphens between digits go alike
# on both sides of the comparison.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
_QUIET = re.compile(r"[\s\"'“”‘’.,;:!?()\[\]{}/\\|]+")


def normalise(text: str) -> str:
    """Return the text as search compares it.

    Thai marks in order, full-width and Thai digits as 0-9, lower case, hyphens inside numbers
    gone, blanks and punctuation one space.
    """
    folded = unicodedata.normalize("NFKC", normalise_thai(text)).casefold()
    # NFKC takes sara am apart; the normaliser puts it together again.
    folded = arabic_digits(normalise_thai(folded))
    return _QUIET.sub(" ", _BETWEEN_DIGITS.sub("", folded)).strip()


def search_text(*parts: object) -> str:
    """Return the column in which a record can be found by any of its parts."""
    return normalise(" ".join(str(part) for part in parts if part))


def search_words(text: str) -> list[str]:
    """Return the different words of a question, longest first: they narrow the most."""
    return sorted(dict.fromkeys(normalise(text).split()), key=len, reverse=True)
