"""What a database must promise before a citizen's report is entrusted to it."""

from collections.abc import Sequence
from typing import Any, Protocol

MUST_BE_ON = ("fsync", "full_page_writes", "data_checksums", "synchronous_commit")
# Every level that waits for this server's own disk.
SYNCHRONOUS = frozenset({"on", "local", "remote_write", "remote_apply"})
PLACE = "แม่เหียะ"


class Cursor(Protocol):
    """The two methods of a database cursor that are needed here."""

    def execute(self, query: Any, params: Any = None, /) -> Any: ...  # noqa: D102
    def fetchone(self) -> Any: ...  # noqa: D102


def lacking(cursor: Cursor) -> Sequence[str]:
    """Return what to change on the server so that an answered request survives a crash."""
    found = []
    for name in MUST_BE_ON:
        cursor.execute("SELECT current_setting(%s)", (name,))
        value = cursor.fetchone()[0]
        allowed = SYNCHRONOUS if name == "synchronous_commit" else {"on"}
        if value not in allowed:
            found.append(_remedy(name, value))
    return found


def reads_thai(cursor: Cursor) -> bool:
    """Tell whether the database's locale makes trigrams of Thai letters (the locale C does not)."""
    cursor.execute("SELECT cardinality(show_trgm(%s))", (PLACE,))
    return bool(cursor.fetchone()[0])


def _remedy(name: str, value: str) -> str:
    if name == "data_checksums":
        cure = "stop the server and run pg_checksums --enable on its data folder"
    else:
        cure = f"ALTER SYSTEM SET {name} = 'on'; SELECT pg_reload_conf();"
    return f"{name} is {value!r}: a crash may lose what was answered with success. {cure}"
