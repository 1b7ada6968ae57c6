"""Taking the desk's list away as a sheet: at once, or as a file that a job writes."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kernel.access.web import actor_of, officer_required
from kernel.errors import NotAllowed, Refused
from kernel.handouts.services import Wish
from kernel.handouts.web.views import begun
from modules.complaints import selectors
from modules.complaints.models import ComplaintQuerySet
from modules.complaints.permissions import Permission
from modules.complaints.selectors import Filters
from modules.complaints.services import exporting
from modules.complaints.services.sheets import TYPES, sheet_file
from modules.complaints.web.desk import filters_of
from modules.complaints.web.forms import FilterForm
from modules.complaints.web.trays import tray_of


@never_cache
@require_POST
@officer_required(permission=Permission.STATISTICS)
def export(request: HttpRequest) -> HttpResponse:
    """Answer the list that the address narrows, as the form asks: CSV or Excel."""
    actor, at = actor_of(request), timezone.now()
    form = FilterForm(request.GET, labels=selectors.state_labels())
    form.is_valid()
    tray = tray_of(request.GET.get("tray", ""), actor=actor)
    filters = filters_of(form, tray)
    rows = selectors.newest(actor=actor, filters=filters, at=at)
    try:
        if "with_contact" not in request.POST and rows.count() > exporting.MOST_ROWS:
            return _by_job(request, rows, filters)
        return _at_once(request, rows)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal} {refusal.remedy}".strip())
        return redirect(f"{reverse('complaints:desk-list')}?{request.GET.urlencode()}")


def _at_once(request: HttpRequest, rows: ComplaintQuerySet) -> HttpResponse:
    kind = _kind(request)
    sheet = exporting.export(
        rows=rows,
        with_contact="with_contact" in request.POST,
        asked=request.GET.urlencode(),
        by=actor_of(request),
        at=timezone.now(),
    )
    body = BytesIO()
    file = sheet_file(kind, body, sheet.header)
    file.add(sheet.lines)
    file.close()
    answer = HttpResponse(body.getvalue(), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{_name(kind)}"'
    return answer


def _by_job(request: HttpRequest, rows: ComplaintQuerySet, filters: Filters) -> HttpResponse:
    kind, actor = _kind(request), actor_of(request)
    total = exporting.begin_large(
        rows=rows, asked=request.GET.urlencode(), by=actor, at=timezone.now()
    )
    wish = Wish(
        kind=exporting.KIND,
        title=_("รายการเรื่องร้องเรียน %(total)s เรื่อง") % {"total": f"{total:,}"},
        file_name=_name(kind),
        content_type=TYPES[kind],
        permission=Permission.STATISTICS,
        work={
            "filters": filters.as_json(),
            "format": kind,
            "language": get_language() or "th",
        },
        total=total,
    )
    return begun(request, wish)


def _kind(request: HttpRequest) -> str:
    asked = request.POST.get("format", "")
    return asked if asked in TYPES else "xlsx"


def _name(kind: str) -> str:
    return f"complaints-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
