"""Taking the desk's list away as a sheet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kernel.access.web import actor_of, officer_required
from kernel.errors import Refused
from modules.complaints import selectors
from modules.complaints.permissions import Permission
from modules.complaints.services import exporting
from modules.complaints.web.desk import filters_of
from modules.complaints.web.forms import FilterForm
from modules.complaints.web.sheets import as_csv, as_xlsx
from modules.complaints.web.trays import tray_of

WRITERS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@never_cache
@require_POST
@officer_required(permission=Permission.STATISTICS)
def export(request: HttpRequest) -> HttpResponse:
    """Answer the list that the address narrows, as the form asks: CSV or Excel."""
    actor, at = actor_of(request), timezone.now()
    form = FilterForm(request.GET, labels=selectors.state_labels())
    form.is_valid()
    tray = tray_of(request.GET.get("tray", ""), actor=actor)
    rows = selectors.newest(actor=actor, filters=filters_of(form, tray), at=at)
    kind = request.POST.get("format", "xlsx")
    write, media_type = WRITERS.get(kind, WRITERS["xlsx"])
    try:
        sheet = exporting.export(
            rows=rows,
            with_contact="with_contact" in request.POST,
            asked=request.GET.urlencode(),
            by=actor,
            at=at,
        )
    except exporting.TooManyRows as refusal:
        messages.error(request, _said(refusal))
        return redirect(f"{reverse('complaints:desk-list')}?{request.GET.urlencode()}")
    answer = HttpResponse(write(sheet), content_type=media_type)
    name = f"complaints-{timezone.localtime(at):%Y%m%d-%H%M}.{'csv' if kind == 'csv' else 'xlsx'}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _said(refusal: Refused) -> str:
    return f"{refusal} {refusal.remedy}"
