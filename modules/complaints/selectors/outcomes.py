"""What became of complaints, as filters: the dashboard counts with them, the list narrows by them.

One definition for both, so that a number leads to exactly the cases behind it.
"""

from datetime import datetime
from typing import Any

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.complaints.models import ComplaintQuerySet, Round
from modules.complaints.selectors import grid
from modules.complaints.states import OPEN_STATES, State

# "None of them" in a filter, where "" means all.
NONE = "-"
# A square of the heat map: its column and row on a grid of this many degrees, about 220 metres.
CELL_DEGREES = 0.002
CELL = r"^-?\d{1,6}_-?\d{1,6}$"
OUTCOMES: dict[str, str | Promise] = {
    "open": _("ยังไม่ปิด"),
    "overdue": _("เกินกำหนด"),
    "soon": _("ใกล้ครบกำหนด"),
    "within": _("อยู่ในกำหนด"),
    "waiting": _("รอผู้อื่น"),
    "answered": _("ตอบรับแล้ว"),
    "closed": _("ปิดเรื่องแล้ว"),
    "on_time": _("ปิดทันกำหนด"),
    "late": _("ปิดเกินกำหนด"),
    "reopened": _("เปิดซ้ำ"),
    "rated": _("ผู้แจ้งให้คะแนนแล้ว"),
}


def outcome(name: str, *, at: datetime) -> Q:
    """Return the filter of an outcome; withdrawn and merged complaints are neither open nor closed.

    An outcome of another name keeps all.
    """
    closed = Q(state__in=(State.DONE, State.CLOSED_OTHER))
    is_open = Q(state__in=OPEN_STATES)
    waits = Q(state__in=(State.WAITING_CITIZEN, State.WAITING_EXTERNAL)) | Q(due_at__isnull=True)
    in_time = is_open & ~waits & Q(due_at__gte=at)
    return {
        "open": is_open,
        "overdue": is_open & Q(due_at__lt=at),
        "soon": in_time & Q(due_at__lt=_soon(at)),
        "within": in_time & Q(due_at__gte=_soon(at)),
        "waiting": is_open & waits & (Q(due_at__isnull=True) | Q(due_at__gte=at)),
        "answered": Q(responded_at__isnull=False),
        "closed": closed,
        "on_time": closed & Q(is_on_time=True),
        "late": closed & Q(is_on_time=False),
        "reopened": Q(round__gt=1),
        "rated": Q(Exists(Round.objects.filter(complaint=OuterRef("pk"), score__isnull=False))),
    }.get(name, Q())


def _soon(at: datetime) -> Expression:
    """Return up to when a due date is near: the last fifth of the time has begun."""
    # due - at < (due - submitted) / 5  is the same as  due < at + (at - submitted) / 4
    passed = ExpressionWrapper(Value(at) - F("submitted_at"), output_field=DurationField())
    return ExpressionWrapper(Value(at) + passed / 4, output_field=DateTimeField())


def with_cells(rows: ComplaintQuerySet) -> Any:  # the type of rows with two columns more
    """Add the column and row of each pin on the heat map's grid."""
    return rows.filter(pin__isnull=False).annotate(
        cell_x=grid.column(CELL_DEGREES), cell_y=grid.row(CELL_DEGREES)
    )


def in_cell(rows: ComplaintQuerySet, cell: str) -> ComplaintQuerySet:
    """Keep the complaints in one square of the heat map."""
    column, row = cell.split("_")
    found: ComplaintQuerySet = with_cells(rows).filter(cell_x=int(column), cell_y=int(row))
    return found
