"""The calendar page of the desk: which days are off, and for how long that is known."""

from datetime import date, datetime

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kernel.actors import Actor
from kernel.clocks import selectors, services
from kernel.clocks.permissions import Permission
from kernel.clocks.web.forms import HolidayForm
from kernel.errors import Refused
from kernel.ports import ACTOR_OF
from kernel.thai import ERA, local_date

YEARS_AHEAD = 2


@require_safe
@login_required
def days(request: HttpRequest) -> HttpResponse:
    """Show the days of a year that differ from their weekday, and the alarm if there is one."""
    _manager(request)
    return _page(request, HolidayForm())


@require_POST
@login_required
def declare(request: HttpRequest) -> HttpResponse:
    """Say that a day is off, or open."""
    actor, form = _manager(request), HolidayForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        services.declare_holiday(**form.said(), by=actor, at=timezone.now())
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, form, status=refused.status)
    toasts.success(request, _("บันทึกวันแล้ว กำหนดแล้วเสร็จของเรื่องที่เปิดอยู่จะคำนวณใหม่"))
    return redirect("calendar:days")


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Let a day be what its weekday is."""
    actor = _manager(request)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return redirect("calendar:days")
    try:
        services.withdraw_holiday(day=day, by=actor, at=timezone.now())
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        toasts.success(request, _("ยกเลิกวันแล้ว กำหนดแล้วเสร็จของเรื่องที่เปิดอยู่จะคำนวณใหม่"))
    return redirect("calendar:days")


def _manager(request: HttpRequest) -> Actor:
    actor = ACTOR_OF.require()(request)
    actor.require(Permission.MANAGE)
    return actor


def _page(request: HttpRequest, form: HolidayForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    year = _year(request, now)
    context = {
        "form": form,
        "year": year + ERA if get_language() == "th" else year,
        "previous": year - 1,
        "following": year + 1,
        "days": selectors.days_off(since=date(year, 1, 1), until=date(year, 12, 31)),
        "alarm": services.coverage_alarm(now),
    }
    return render(request, "clocks/days.html", context, status=status)


def _year(request: HttpRequest, now: datetime) -> int:
    this = local_date(now).year
    text = request.GET.get("year", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else this
    return min(max(asked, this - 10), this + YEARS_AHEAD + 1)
