"""The dashboard of the head and the mayor: every number leads to exactly its cases."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.access.web import actor_of, officer_required
from kernel.thai import thai_short_date
from modules.complaints.permissions import Permission
from modules.complaints.selectors import statistics
from modules.complaints.selectors.outcomes import CELL_DEGREES
from modules.complaints.selectors.statistics import Figures, Statistics
from modules.complaints.web.charts import bar, column_chart
from modules.complaints.web.periods import CHOICES, PeriodForm, days_of, fiscal_year, period_of

HEATS = 5
LINKED = ("received", "open", "overdue", "closed", "on_time")

type Links = Callable[..., str]


@never_cache
@require_safe
@officer_required(permission=Permission.STATISTICS)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what became of the complaints received in the period."""
    name, form, first, last = _asked(request)
    found = statistics.statistics(
        actor=actor_of(request), period=period_of(first, last), at=timezone.now()
    )
    links = _links(first, last)
    heat = {"period": name, "first": first.isoformat(), "last": last.isoformat()}
    context = {
        "periods": _tabs(name),
        "form": form if name == "custom" else PeriodForm(initial={"first": first, "last": last}),
        "is_custom": name == "custom",
        "is_year": name == "year",
        "first": first,
        "last": last,
        "fiscal_year": fiscal_year(last),
        "tiles": _tiles(found, links),
        "chart": column_chart(_months(found, links, first, last)),
        "tables": _tables(found, links),
        "has_cases": found.total.received > 0,
        "heat_url": f"{reverse('complaints:dashboard-heat')}?{urlencode(heat)}",
        "all_url": links(),
    }
    return render(request, "complaints/dashboard.html", context)


@never_cache
@require_safe
@officer_required(permission=Permission.STATISTICS)
def heat_feed(request: HttpRequest) -> HttpResponse:
    """Answer the squares of the heat map as weighted points (GeoJSON, RFC 7946)."""
    _name, _form, first, last = _asked(request)
    cells = statistics.heat(actor=actor_of(request), period=period_of(first, last))
    links = _links(first, last)
    most = max((cell.total for cell in cells), default=1)
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [
                    round((cell.column + 0.5) * CELL_DEGREES, 4),
                    round((cell.row + 0.5) * CELL_DEGREES, 4),
                ],
            },
            "properties": {
                "title": _("%(total)d เรื่องในบริเวณนี้") % {"total": cell.total},
                "url": links(cell=cell.key),
                "kind": f"heat map-heat-{-(-cell.total * HEATS // most)}",
                "weight": cell.total,
            },
        }
        for cell in cells
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _asked(request: HttpRequest) -> tuple[str, PeriodForm, date, date]:
    name = request.GET.get("period", "year")
    is_dated = "first" in request.GET
    form = PeriodForm(request.GET if is_dated else None)
    first, last = days_of("custom" if is_dated else name, form, today=timezone.localdate())
    return name, form, first, last


def _tabs(now: str) -> list[dict[str, object]]:
    address = reverse("complaints:dashboard")
    return [
        {"label": label, "url": f"{address}?period={name}", "is_current": name == now}
        for name, label in CHOICES
    ]


def _links(first: date, last: date) -> Links:
    """Return how to lead to the cases of the period, narrowed further."""
    address = reverse("complaints:desk-list")

    def lead(**more: str) -> str:
        asked = {
            "tray": "all",
            "received_from": first.isoformat(),
            "received_until": last.isoformat(),
            **more,
        }
        return f"{address}?{urlencode(asked)}"

    return lead


def _tiles(found: Statistics, links: Links) -> list[dict[str, Any]]:
    total, times = found.total, found.times
    tiles = [
        _tile(_("รับแจ้ง"), total.received, links()),
        _tile(_("ยังไม่ปิด"), total.open, links(outcome="open")),
        _tile(_("เกินกำหนด"), total.overdue, links(outcome="overdue"),
              kind="danger" if total.overdue else ""),
        _tile(_("ปิดเรื่องแล้ว"), total.closed, links(outcome="closed")),
        _tile(_("ปิดทันกำหนด"), _percent(total), links(outcome="on_time")),
        _tile(_("เปิดซ้ำ"), times.reopened, links(outcome="reopened")),
        _tile(_("ตอบรับครั้งแรก (ค่ากลาง)"), _hours(times.response_median),
              links(outcome="answered")),
        _tile(_("ตอบรับครั้งแรก (ร้อยละ 90 ไม่เกิน)"), _hours(times.response_slowest),
              links(outcome="answered")),
        _tile(_("แล้วเสร็จ (ค่ากลาง)"), _hours(times.resolution_median), links(outcome="closed")),
        _tile(_("แล้วเสร็จ (ร้อยละ 90 ไม่เกิน)"), _hours(times.resolution_slowest),
              links(outcome="closed")),
    ]  # fmt: skip
    if found.confidential:
        href = links(tray="confidential")
        tiles.append(_tile(_("เรื่องลับ (ไม่รวมในตัวเลขอื่น)"), found.confidential, href))
    if found.satisfaction.average is not None:
        score = f"{found.satisfaction.average:.1f}/5"
        label = _("ความพึงพอใจ (%(rated)d เรื่อง)") % {"rated": found.satisfaction.rated}
        tiles.append(_tile(label, score, links(outcome="rated")))
    return tiles


def _tile(label: str, value: object, href: str, *, kind: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "href": href, "kind": kind}


def _percent(figures: Figures) -> str:
    percent = figures.on_time_percent
    return "–" if percent is None else f"{percent:.0f}%"


def _hours(minutes: float | None) -> str:
    if minutes is None:
        return "–"
    return _("%(hours)s ชม.") % {"hours": f"{minutes / 60:.1f}"}


def _tables(found: Statistics, links: Links) -> list[dict[str, Any]]:
    parts = (
        ("category", _("ตามประเภท"), found.by_category),
        ("unit", _("ตามหน่วยงาน"), found.by_unit),
        ("village", _("ตามหมู่บ้าน"), found.by_village),
        ("channel", _("ตามช่องทาง"), found.by_channel),
    )
    return [
        {"key": key, "caption": caption, "rows": [_row(key, row, rows, links) for row in rows]}
        for key, caption, rows in parts
        if rows
    ]


def _row(key: str, figures: Figures, rows: list[Figures], links: Links) -> dict[str, Any]:
    narrowed = {key: figures.key}
    return {
        "name": figures.name or _("ไม่ระบุ"),
        "figures": figures,
        "percent": _percent(figures),
        "bar": bar(figures, most=max(row.received for row in rows)),
        "links": {
            name: links(**narrowed, **({} if name == "received" else {"outcome": name}))
            for name in LINKED
        },
    }


def _months(
    found: Statistics, links: Links, first: date, last: date
) -> list[tuple[Figures, str, str]]:
    """Return each month with cases, cut at the ends of the period."""
    months = []
    for figures in found.by_month:
        start = date.fromisoformat(figures.key)
        end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        ends = {
            "received_from": max(start, first).isoformat(),
            "received_until": min(end, last).isoformat(),
        }
        months.append((figures, _month_name(start), links(**ends)))
    return months


def _month_name(start: date) -> str:
    if get_language() == "th":
        _day, month, year = thai_short_date(start).split(" ")
        return f"{month} {year[-2:]}"
    return f"{start:%b %y}"
