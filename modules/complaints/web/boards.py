"""The board of due and overdue complaints by unit; every number leads to the cases behind it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kernel.access.web import actor_of, officer_required
from modules.complaints import selectors
from modules.complaints.permissions import Permission
from modules.complaints.selectors.board import COLUMNS, BoardRow
from modules.complaints.selectors.board import board as board_of
from modules.complaints.selectors.outcomes import NONE

HEADS = {
    "overdue": gettext_lazy("เกินกำหนด"),
    "soon": gettext_lazy("เหลือเวลาไม่ถึง 20%"),
    "within": gettext_lazy("อยู่ในกำหนด"),
    "waiting": gettext_lazy("รอผู้อื่น"),
}


@never_cache
@require_GET
@officer_required(permission=Permission.VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """Show how each unit stands."""
    rows = board_of(actor=actor_of(request), at=timezone.now())
    sums = {name: sum(row.counts[name] for row in rows) for name in COLUMNS}
    context = {
        "heads": [(name, HEADS[name]) for name in COLUMNS],
        "rows": [_line(row) for row in rows],
        "sums": _cells(sums, unit=""),
        "total": sum(sums.values()),
        "all_url": _address(unit="", outcome="open"),
    }
    return render(request, "complaints/board.html", context)


def _line(row: BoardRow) -> dict[str, Any]:
    unit = row.unit.code if row.unit else NONE
    return {
        "name": selectors.unit_name(row.unit) or _("ยังไม่มอบหมาย"),
        "cells": _cells(row.counts, unit=unit),
        "total": row.total,
        "url": _address(unit=unit, outcome="open"),
    }


def _cells(counts: dict[str, int], *, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": HEADS[name],
            "count": counts[name],
            "url": _address(unit=unit, outcome=name),
        }
        for name in COLUMNS
    ]


def _address(*, unit: str, outcome: str) -> str:
    asked = {"tray": "all", "outcome": outcome} | ({"unit": unit} if unit else {})
    return f"{reverse('complaints:desk-list')}?{urlencode(asked)}"
