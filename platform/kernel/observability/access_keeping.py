"""The days of the access log: sealed when over, kept as long as the law asks, then forgotten.

Section 26 of the Computer Crime Act asks for ninety days; an official may ask for longer, which is
what the hold is for. Each sealed day's digest carries the one before, so that a day that was
changed, or taken out of the middle, is found.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_BOOK = "digests.jsonl"
_HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one round of keeping did, as days."""

    sealed: list[date]
    forgotten: list[date]
    held_because: str


def keep(folder: Path, *, today: date, days: int) -> Kept:
    """Seal every day that is over, and forget those beyond their time unless all is held."""
    sealed = [_seal(path) for path in sorted(folder.glob("access-*.jsonl")) if _day(path) < today]
    reason = held_because(folder)
    forgotten = [] if reason else list(_forget(folder, before=today - timedelta(days=days)))
    return Kept(sealed=sealed, forgotten=forgotten, held_because=reason)


def hold(folder: Path, *, reason: str) -> None:
    """Forget nothing from now on, for the reason given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _HOLD).write_text(reason, "utf-8")


def release(folder: Path) -> None:
    """Let days beyond their time be forgotten again."""
    (folder / _HOLD).unlink(missing_ok=True)


def held_because(folder: Path) -> str:
    """Return why nothing is forgotten at present, or ""."""
    path = folder / _HOLD
    return path.read_text("utf-8") if path.exists() else ""


def changed_days(folder: Path) -> list[date]:
    """Return the sealed days that are not as they were sealed, or whose digest was changed."""
    wrong, previous = [], ""
    for page in _pages(folder):
        day = date.fromisoformat(page["day"])
        path = _sealed(folder, day)
        content = _digest_of(path) if path.exists() else page["content"]
        if page["digest"] != _chained(previous, page["day"], content):
            wrong.append(day)
        previous = page["digest"]
    return wrong


def lines(folder: Path, *, since: date, until: date) -> Iterator[dict[str, object]]:
    """Yield the lines of these days, in the order they were written."""
    for number in range((until - since).days + 1):
        day = since + timedelta(days=number)
        for path, opened in ((_sealed(folder, day), gzip.open), (_open(folder, day), open)):
            if path.exists():
                with opened(path, "rt", encoding="utf-8") as text:
                    yield from (json.loads(line) for line in text)


def _seal(path: Path) -> date:
    day = _day(path)
    target = _sealed(path.parent, day)
    draft = target.with_suffix(".new")
    with path.open("rb") as plain, gzip.open(draft, "wb") as packed:
        shutil.copyfileobj(plain, packed)
    draft.replace(target)
    _write_page(path.parent, day, _digest_of(target))
    path.unlink()
    return day


def _digest_of(path: Path) -> str:
    with gzip.open(path, "rb") as words:
        return hashlib.file_digest(words, "sha256").hexdigest()


def _write_page(folder: Path, day: date, content: str) -> None:
    previous = ""
    for page in _pages(folder):
        previous = page["digest"]
    name = day.isoformat()
    page = {"day": name, "content": content, "digest": _chained(previous, name, content)}
    with (folder / _BOOK).open("a", encoding="utf-8") as book:
        book.write(json.dumps(page) + "\n")


def _forget(folder: Path, *, before: date) -> Iterator[date]:
    for path in sorted(folder.glob("access-*.jsonl.gz")):
        if (day := _day(path)) < before:
            path.unlink()
            yield day


def _pages(folder: Path) -> Iterator[dict[str, str]]:
    book = folder / _BOOK
    if book.exists():
        for line in book.read_text("utf-8").splitlines():
            yield json.loads(line)


def _chained(previous: str, day: str, content: str) -> str:
    return hashlib.sha256(f"{previous} {day} {content}".encode()).hexdigest()


def _day(path: Path) -> date:
    return date.fromisoformat(path.name[len("access-") :].partition(".")[0])


def _open(folder: Path, day: date) -> Path:
    return folder / f"access-{day}.jsonl"


def _sealed(folder: Path, day: date) -> Path:
    return folder / f"access-{day}.jsonl.gz"
