"""The tracking code: a secret that a person can read over the telephone.

28 letters of Crockford's base 32 (https://www.crockford.com/base32.html) are 140 random bits;
OWASP ASVS 5.0 asks 128 of a link that opens something (11.5.1).
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "–": None, ".": None})


def new_tracking_code() -> str:
    """Return a fresh code, without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_tracking_code(text: str) -> str:
    """Return the code as stored, or "" when the text cannot be one.

    Spaces, dashes, small letters and the usual confusions (O for 0, I and L for 1) are forgiven.
    """
    code = "".join(text.split()).upper().translate(_READ_AS)
    is_code = len(code) == LENGTH and set(code) <= set(ALPHABET)
    return code if is_code else ""


def grouped(code: str) -> str:
    """Return the code in groups of four, for the eye and the ear."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
