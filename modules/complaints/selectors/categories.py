"""Which kinds of complaint there are, and within which time each should be put right."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

from kernel.configuration.settings import setting
from kernel.errors import Invalid
from modules.complaints.models import Category, NationalType
from modules.complaints.models.names import categories


class CategoryNotChoosable(Invalid):
    """The code names no kind of complaint that can be reported."""

    code = "category_not_choosable"
    message = _("โปรดเลือกประเภทเรื่องจากรายการ")


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryGroup:
    """A group with the kinds of complaint a citizen may choose in it."""

    group: Category
    kinds: list[Category]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule:
    """The targets that hold for a complaint, in working minutes, and where each came from."""

    category: str
    response_minutes: int
    response_from: str
    resolution_minutes: int
    resolution_from: str

    def as_json(self) -> dict[str, str | int]:
        """Return the copy that the complaint keeps: later edits do not change the promise."""
        return asdict(self)


def category_groups() -> list[CategoryGroup]:
    """List the active groups in order, each with the kinds under it; empty groups are left out."""
    rows = Category.objects.filter(is_active=True).select_related("unit", "parent")
    below: dict[int | None, list[Category]] = {}
    for row in rows.order_by("position", "name_th", "pk"):
        below.setdefault(row.parent_id, []).append(row)
    groups = [
        CategoryGroup(
            group=group, kinds=[leaf for kid in below[group.pk] for leaf in _leaves(kid, below)]
        )
        for group in below.get(None, [])
        if group.pk in below
    ]
    return [group for group in groups if group.kinds]


def choosable_category(code: str) -> Category:
    """Return the active kind of complaint with this code.

    Raises:
        CategoryNotChoosable: there is none, or it is only a group of kinds.
    """
    known = categories().values()
    groups = {row.parent_id for row in known if row.is_active}
    found = next((row for row in known if row.code == code and row.pk not in groups), None)
    if found is None or found.parent_id is None or not all(row.is_active for row in line(found)):
        raise CategoryNotChoosable(field="category")
    return found


def line(category: Category) -> Iterator[Category]:
    """Yield the category and every group above it, the nearest first."""
    level: Category | None = category
    while level is not None:
        yield level
        level = level.parent


def below(code: str) -> list[int]:
    """Return the keys of the category with this code and of everything under it."""
    known = categories().values()
    return [row.pk for row in known if any(level.code == code for level in line(row))]


def national_type(category: Category) -> NationalType:
    """Return what the category counts as in the whole country: its own type, else its group's."""
    own = (level.national_type for level in line(category) if level.national_type)
    return NationalType(next(own, NationalType.OTHER))


def target_rule(category: Category) -> TargetRule:
    """Return the targets of the category: its own, else its group's, else the municipality's."""
    response, response_from = _target(category, "response_minutes")
    resolution, resolution_from = _target(category, "resolution_minutes")
    return TargetRule(
        category=category.code,
        response_minutes=response,
        response_from=response_from,
        resolution_minutes=resolution,
        resolution_from=resolution_from,
    )


def answer_minutes(category: Category) -> int:
    """Return for how long a question to the reporter may hold the work, in working minutes."""
    return _target(category, "answer_minutes")[0]


def is_in_confidence(category: Category) -> bool:
    """Tell whether complaints of this kind, or of all kinds of its group, are confidential."""
    level: Category | None = category
    while level is not None:
        if level.is_confidential:
            return True
        level = level.parent
    return False


def _leaves(category: Category, below: dict[int | None, list[Category]]) -> list[Category]:
    kids = below.get(category.pk)
    if not kids:
        return [category]
    return [leaf for kid in kids for leaf in _leaves(kid, below)]


def _target(category: Category, field: str) -> tuple[int, str]:
    for level in line(category):
        minutes = getattr(level, field)
        if minutes is not None:
            return minutes, f"category:{level.code}"
    return int(setting(f"complaints.{field}")), "setting"
