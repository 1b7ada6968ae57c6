"""What the lists of the complaint desk say of a row."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.clocks.web.fields import day_minutes, spoken
from kernel.configuration.catalogues import Line
from kernel.configuration.listing import name_of, other_name_of
from modules.complaints.permissions import LABELS
from modules.complaints.web.question_fields import replying_moves

GROUP = "complaints"
THAI, ENGLISH = _("ชื่อภาษาไทย"), _("ชื่อภาษาอังกฤษ")


def _said(*parts: object) -> tuple[str, ...]:
    return tuple(str(part) for part in parts if part)


def category_lines() -> Callable[[Any], Line]:
    """Name, the other language, who is responsible and by when."""
    day = day_minutes()

    def line(row: Any) -> Line:
        done = spoken(row.resolution_minutes, day=day)
        promise = gettext("แล้วเสร็จใน %(time)s") % {"time": done} if done else ""
        unit = name_of(row.unit) if row.unit else ""
        mark = gettext("เรื่องลับ") if row.is_confidential else ""
        second = _said(other_name_of(row), unit, promise)
        return Line(title=name_of(row), second=second, mark=mark)

    return line


def part_lines() -> Callable[[Any], Line]:
    """Name, the other language, and what it is counted in."""
    return lambda row: Line(title=row.name, second=_said(other_name_of(row), row.unit))


def reply_lines() -> Callable[[Any], Line]:
    """Title, where it is offered, and its words."""
    moves = dict(replying_moves())
    return lambda row: Line(
        title=row.title, second=_said(moves.get(row.move) or gettext("ทุกขั้นตอน"), row.text_th)
    )


def body_lines() -> Callable[[Any], Line]:
    """Name, telephone, and what becomes of our clock."""

    def line(row: Any) -> Line:
        clock = gettext("หยุดนับเวลาระหว่างรอ") if row.pauses_clock else gettext("นับเวลาต่อระหว่างรอ")
        return Line(title=row.name, second=_said(other_name_of(row), row.phone, clock))

    return line


def rule_lines() -> Callable[[Any], Line]:
    """Name, conditions, and where it leads."""

    def line(row: Any) -> Line:
        conditions = _said(
            row.category and name_of(row.category),
            row.village,
            row.area and gettext("ในพื้นที่ที่วาดไว้"),
            row.channel and row.get_channel_display(),
            row.get_hours_display(),
        )
        to = gettext("ส่งให้ %(unit)s") % {"unit": name_of(row.unit)}
        return Line(title=row.name, second=(" + ".join(conditions), to, *_said(row.fault)))

    return line


def level_lines() -> Callable[[Any], Line]:
    """Number and name, when it is reached, and who is told."""
    day = day_minutes()

    def line(row: Any) -> Line:
        late = spoken(row.after_minutes, day=day)
        when = gettext("เกินกำหนด %(time)s") if row.after_minutes else gettext("เมื่อครบกำหนด")
        place = name_of(row.unit) if row.unit else gettext("ในหน่วยงานที่รับผิดชอบ")
        who = gettext("แจ้งผู้มีสิทธิ์ “%(right)s” %(place)s") % {
            "right": LABELS.get(row.permission, row.permission),
            "place": place,
        }
        return Line(title=f"{row.number}. {row.name}", second=(when % {"time": late}, who))

    return line
