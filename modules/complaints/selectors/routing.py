"""Which unit a complaint belongs to, and why: the same answer for filing and for the tester."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import Point
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kernel.access.models import Division
from kernel.clocks import services as clocks
from kernel.configuration.memory import Remembered
from kernel.configuration.settings import setting
from kernel.geo.models import Village
from modules.complaints.models import Category, Complaint, RoutingRule
from modules.complaints.models.complaint import Channel
from modules.complaints.models.routing import Hours
from modules.complaints.selectors.categories import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the rules look at."""

    category: Category
    village: Village | None
    pin: Point | None
    channel: str
    at: datetime
    is_office_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one rule says: each condition, whether it holds; `fault` when the rule is broken."""

    rule: RoutingRule
    conditions: tuple[tuple[str, bool], ...]
    fault: str = ""

    @property
    def matches(self) -> bool:
        """Whether all conditions hold and the rule can be followed."""
        return not self.fault and all(holds for _text, holds in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The unit, the reason, and what every rule up to the first match said."""

    unit: Division | None
    reason: str
    rule: RoutingRule | None
    answers: tuple[Answer, ...]

    @property
    def broken(self) -> tuple[Answer, ...]:
        """The answers of rules that cannot be followed."""
        return tuple(answer for answer in self.answers if answer.fault)


def rules() -> QuerySet[RoutingRule]:
    """Return every rule in its order, those switched off too."""
    related = ("category", "village", "unit")
    return RoutingRule.objects.select_related(*related).order_by("position", "code")


def asked_of(complaint: Complaint) -> Asked:
    """Return what the rules look at in a complaint, at the time it was submitted."""
    return Asked(
        category=complaint.category,
        village=complaint.village,
        pin=complaint.pin,
        channel=complaint.channel,
        at=complaint.submitted_at,
        is_office_time=is_office_time(complaint.submitted_at),
    )


def is_office_time(at: datetime) -> bool:
    """Tell whether the office works at this moment."""
    return clocks.current_calendar().is_working(at)


def decide(asked: Asked, candidates: Iterable[RoutingRule]) -> Decision:
    """Ask the rules in order; the first match wins, else the category's unit, else the fallback."""
    answers = []
    for rule in candidates:
        answer = _answer(rule, asked)
        answers.append(answer)
        if answer.matches:
            reason = _("กฎ “%(rule)s”") % {"rule": rule.name}
            return Decision(unit=rule.unit, reason=reason, rule=rule, answers=tuple(answers))
    unit, reason = _without_rule(asked.category)
    return Decision(unit=unit, reason=reason, rule=None, answers=tuple(answers))


def _answer(rule: RoutingRule, asked: Asked) -> Answer:
    try:
        conditions = tuple(_conditions(rule, asked))
    except Exception as error:  # noqa: BLE001  # whatever is wrong, one rule stops and not the desk
        return Answer(rule=rule, conditions=(), fault=str(error)[:300] or type(error).__name__)
    fault = "" if rule.unit.is_active else _("หน่วยงานปลายทางเลิกใช้แล้ว")
    return Answer(rule=rule, conditions=conditions, fault=fault)


def _conditions(rule: RoutingRule, asked: Asked) -> Iterable[tuple[str, bool]]:
    if rule.category is not None:
        yield rule.category.name, rule.category_id in _line(asked.category)
    if rule.village is not None:
        yield str(rule.village), asked.village is not None and asked.village.pk == rule.village_id
    if rule.area is not None:
        yield _("ในพื้นที่ที่วาดไว้"), asked.pin is not None and rule.area.covers(asked.pin)
    if rule.channel:
        yield str(Channel(rule.channel).label), rule.channel == asked.channel
    if rule.hours != Hours.ANY:
        holds = (rule.hours == Hours.OFFICE) == asked.is_office_time
        yield str(Hours(rule.hours).label), holds


def _line(category: Category) -> set[int]:
    """Return the category and everything above it."""
    return {level.pk for level in line(category)}


def _without_rule(category: Category) -> tuple[Division | None, str]:
    for level in line(category):
        if level.unit is not None and level.unit.is_active:
            return level.unit, _("หน่วยงานของประเภท “%(category)s”") % {"category": level.name}
    code = setting("complaints.fallback_unit")
    unit = Division.objects.filter(code=code, is_active=True).first() if code else None
    return unit, _("หน่วยงานสำรองตามการตั้งค่า") if unit else _("ไม่มีกฎใดตรง และไม่ได้ตั้งหน่วยงานสำรอง")


def _read_rules_in_force() -> tuple[RoutingRule, ...]:
    return tuple(rules().filter(is_active=True))


# What the rules say depends on the names and places that they point at, too.
rules_in_force = Remembered(
    "complaints.rules_in_force",
    _read_rules_in_force,
    of=(RoutingRule, Category, Division, Village),
)
