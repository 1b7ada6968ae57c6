"""The ready replies that fit a complaint and a move."""

from dataclasses import dataclass

from django.db.models import Q

from modules.complaints.models import Category, ReplyTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyReply:
    """A ready reply: its name for the officer, its words for the reader."""

    code: str
    title: str
    text: str


def replies_for(category: Category, *, language: str) -> dict[str, list[ReadyReply]]:
    """Return the ready replies by move, the kind's own before its group's and everybody's.

    A reply for all moves stands under "".
    """
    rows = ReplyTemplate.objects.filter(
        Q(category=None) | Q(category__in=(category.pk, category.parent_id)), is_active=True
    )
    near_first = {category.pk: 0, category.parent_id: 1, None: 2}
    ordered = sorted(rows, key=lambda row: (near_first[row.category_id], row.position, row.pk))
    found: dict[str, list[ReadyReply]] = {}
    for row in ordered:
        ready = ReadyReply(code=row.code, title=row.title, text=row.text(language))
        found.setdefault(row.move, []).append(ready)
    return found
