"""The open side of the desk: which cases there are, where, and what became of them."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from kernel.documents import document_url
from kernel.documents.models import Document
from kernel.errors import Invalid
from kernel.geo.services import villages
from modules.complaints import selectors
from modules.complaints.models import Publication
from modules.complaints.selectors import public
from modules.complaints.selectors.public import PublicFilters
from modules.complaints.web import wording
from modules.complaints.web.forms import every_category

PAGE_SIZE = 20
FEED_SECONDS = 60
# Degrees: about fifty kilometres, larger than any municipality.
WIDEST_BOX = 0.5
MOST_LONGITUDE, MOST_LATITUDE = 180, 90
MAP_KINDS = {"done": "done", "working": "working", "waiting": "working", "warning": "working"}
# Anybody may show the map in a page of their own; no other page of ours may be framed.
EMBED_POLICY: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


class BoxUnreadable(Invalid):
    """The box is not west,south,east,north in degrees, or it is too wide."""

    code = "box_unreadable"
    message = gettext_lazy("กรอบพื้นที่ต้องเป็น ตะวันตก,ใต้,ตะวันออก,เหนือ กว้างไม่เกิน 0.5 องศา")


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Pages of a list that was counted already: every case is of one kind."""

    count = 0


class CasesForm(forms.Form):
    """How a reader narrows the cases; anything unreadable is left out."""

    category = forms.ChoiceField(label=gettext_lazy("ประเภท"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("หมู่บ้าน"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("สถานะ"),
        required=False,
        choices=[
            ("", gettext_lazy("ทั้งหมด")),
            ("open", gettext_lazy("กำลังดำเนินการ")),
            ("closed", gettext_lazy("ปิดเรื่องแล้ว")),
        ],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("ช่วงเวลา"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("ทั้งหมด")),
            ("30", gettext_lazy("30 วันล่าสุด")),
            ("90", gettext_lazy("90 วันล่าสุด")),
            ("365", gettext_lazy("1 ปีล่าสุด")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "category": every_category(),
            "village": [(village.code, str(village)) for village in villages()],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("ทั้งหมด")), *choices]

    def filters(self) -> PublicFilters:
        """Return what was asked; days count from midnight, so that pages can be kept."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        days = asked.pop("days", None)
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return PublicFilters(
            **asked, received_from=midnight - timedelta(days=days) if days else None
        )


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases on a map and as a list, with what they come to by kind and village."""
    form = CasesForm(request.GET)
    filters = form.filters()
    by_kind, by_village = _tallies(filters)
    pages = CountedPaginator(public.published(filters), PAGE_SIZE)
    pages.count = sum(tally.total for tally in by_kind)
    page = pages.get_page(request.GET.get("page"))
    labels = selectors.state_labels()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "cases": _shown(page, labels),
        "query": f"{query.urlencode()}&" if query else "",
        "source": f"{reverse('complaints:cases-map')}?{query.urlencode()}",
        "by_kind": by_kind,
        "by_village": by_village,
        "is_narrowed": any(form.cleaned_data.values()),
        "most_points": public.MOST_POINTS,
        "embed_url": request.build_absolute_uri(reverse("complaints:cases-embed")),
    }
    return render(request, "complaints/cases.html", context)


@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the public part of one case."""
    found = public.public_case(public_id)
    context = {
        "case": _shown([found], selectors.state_labels())[0],
        "unit_name": selectors.unit_name(found.complaint.unit),
        "lines": wording.public_lines(selectors.timeline(found.complaint)),
    }
    return render(request, "complaints/cases_one.html", context)


@require_safe
@cache_control(public=True, max_age=FEED_SECONDS)
def map_feed(request: HttpRequest) -> HttpResponse:
    """Answer the newest cases as GeoJSON (RFC 7946): public columns, at most three hundred."""
    filters = CasesForm(request.GET).filters()
    labels = selectors.state_labels()
    found = public.points(filters, _box(request.GET.get("bbox", "")))
    features = [_feature(row, labels) for row in found]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@require_safe
@xframe_options_exempt
@csp_override(EMBED_POLICY)
def embed(request: HttpRequest) -> HttpResponse:
    """Show the map alone, for a frame in somebody else's page."""
    form = CasesForm(request.GET)
    by_kind, _by_village = _tallies(form.filters())
    context = {
        "source": f"{reverse('complaints:cases-map')}?{request.GET.urlencode()}",
        "total": sum(tally.total for tally in by_kind),
        "closed": sum(tally.closed for tally in by_kind),
    }
    return render(request, "complaints/cases_embed.html", context)


def _tallies(filters: PublicFilters) -> tuple[list[public.Tally], list[public.Tally]]:
    """Count at most once a minute for everybody who asks the same."""
    asked = f"{translation.get_language()} {filters}"
    key = f"complaints.cases:{sha256(asked.encode()).hexdigest()}"
    found: tuple[list[public.Tally], list[public.Tally]] | None = cache.get(key)
    if found is None:
        found = public.tallies(filters)
        cache.set(key, found, FEED_SECONDS)
    return found


def _shown(rows: Any, labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return the cases as a page shows them, with their photos in one query."""
    rows = list(rows)
    wanted = {key for row in rows for key in row.photos}
    known = {str(item.public_id): item for item in Document.objects.filter(public_id__in=wanted)}
    return [
        {
            "row": row,
            "complaint": row.complaint,
            "state_label": labels[row.complaint.state],
            "pill": wording.PILLS[row.complaint.state],
            "photos": [
                {
                    "thumb": document_url(known[key], "thumb"),
                    "large": document_url(known[key], "large"),
                }
                for key in row.photos
                if key in known and known[key].is_ready
            ],
        }
        for row in rows
    ]


def _feature(row: Publication, labels: dict[str, str]) -> dict[str, Any]:
    complaint, pin = row.complaint, row.pin
    place = [round(pin.x, 5), round(pin.y, 5)] if pin else None
    label = labels[complaint.state]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": place},
        "properties": {
            "title": f"{complaint.category.name} · {label}",
            "url": reverse("complaints:case", args=[row.public_id]),
            "kind": MAP_KINDS.get(wording.PILLS[complaint.state], "new"),
            "state": complaint.state,
            "category": complaint.category.name,
            "received": complaint.submitted_at.date().isoformat(),
        },
    }


def _box(text: str) -> public.Box | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise BoxUnreadable(field="bbox") from None
    is_small = 0 < east - west <= WIDEST_BOX and 0 < north - south <= WIDEST_BOX
    if not (is_small and abs(west) <= MOST_LONGITUDE and abs(south) <= MOST_LATITUDE):
        raise BoxUnreadable(field="bbox")
    return west, south, east, north
