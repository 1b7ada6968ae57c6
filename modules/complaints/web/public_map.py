"""The public cases for maps: counted by squares of the screen, or one by one."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from modules.complaints import selectors
from modules.complaints.models import Publication
from modules.complaints.selectors import public
from modules.complaints.selectors.boxes import BoxTooWide, BoxUnreadable, box_text, read_box
from modules.complaints.selectors.clusters import LARGEST_ZOOM, Cluster, clusters, is_too_wide
from modules.complaints.selectors.public import Box, PublicFilters
from modules.complaints.web import wording
from modules.complaints.web.case_filters import CasesForm

KEPT_SECONDS = 60
# Without a zoom: about fifty kilometres, larger than any municipality.
WIDEST_BOX = 0.5
KINDS = {"done": "done", "working": "working", "waiting": "working", "warning": "working"}
# About ten metres, so that a case on the edge of its square is in the list that it leads to.
MARGIN = 0.0001


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
@gzip_page
def map_feed(request: HttpRequest) -> HttpResponse:
    """Answer the cases as GeoJSON (RFC 7946), public columns only.

    With a zoom: every case of the box, those of one square of the screen as one point with their
    number. Without: the newest three hundred, each with a point of its own.
    """
    # It may be compressed: it is public and holds nothing of the reader (BREACH needs a secret).
    filters = CasesForm(request.GET).filters()
    box, zoom = _asked(request)
    if box is not None and zoom is not None:
        features = _counted(filters, box, zoom, _kept(request))
    else:
        features = _newest(filters, box)
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _counted(
    filters: PublicFilters, box: Box, zoom: int, kept: dict[str, str]
) -> list[dict[str, Any]]:
    """Count at most once a minute for everybody who sees the same part of the map."""
    asked = f"{translation.get_language()} {filters} {box} {zoom} {kept}"
    key = f"complaints.map:{sha256(asked.encode()).hexdigest()}"
    features: list[dict[str, Any]] | None = cache.get(key)
    if features is None:
        labels = selectors.state_labels()
        features = [
            _case(cluster.only, labels) if cluster.only else _square(cluster, kept)
            for cluster in clusters(filters, box=box, zoom=zoom)
        ]
        cache.set(key, features, KEPT_SECONDS)
    return features


def _newest(filters: PublicFilters, box: Box | None) -> list[dict[str, Any]]:
    labels = selectors.state_labels()
    return [_case(row, labels) for row in public.points(filters, box)]


def _asked(request: HttpRequest) -> tuple[Box | None, int | None]:
    """Return box and zoom.

    Raises:
        BoxUnreadable: one of the two cannot be read.
        BoxTooWide: the box is wider than a screen at that zoom, or than a municipality.
    """
    text, level = request.GET.get("bbox", ""), request.GET.get("zoom", "")
    box = read_box(text) if text else None
    if level and not (level.isascii() and level.isdigit() and int(level) <= LARGEST_ZOOM):
        raise BoxUnreadable(field="zoom")
    zoom = int(level) if level else None
    if box is not None and _is_too_wide(box, zoom):
        raise BoxTooWide(field="bbox")
    return box, zoom


def _is_too_wide(box: Box, zoom: int | None) -> bool:
    if zoom is not None:
        return is_too_wide(box, zoom)
    west, south, east, north = box
    return max(east - west, north - south) > WIDEST_BOX


def _kept(request: HttpRequest) -> dict[str, str]:
    """Return the reader's filters, for the list that a square leads to."""
    names = ("category", "village", "standing", "days", "month")
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _square(cluster: Cluster, kept: dict[str, str]) -> dict[str, Any]:
    query = urlencode({**kept, "box": box_text(cluster.box, margin=MARGIN)})
    words = ngettext("%(total)s เรื่อง", "%(total)s เรื่อง", cluster.total)
    return {
        "type": "Feature",
        "geometry": _point(cluster.longitude, cluster.latitude),
        "properties": {
            "title": words % {"total": cluster.total},
            "url": f"{reverse('complaints:cases')}?{query}",
            "kind": "cluster",
            "total": cluster.total,
            "closed": cluster.closed,
            "box": [round(side, 6) for side in cluster.box],
        },
    }


def _case(row: Publication, labels: dict[str, str]) -> dict[str, Any]:
    complaint, pin = row.complaint, row.pin
    label = labels[complaint.state]
    return {
        "type": "Feature",
        "geometry": _point(pin.x, pin.y) if pin else None,
        "properties": {
            "title": f"{complaint.category.name} · {label}",
            "url": reverse("complaints:case", args=[row.public_id]),
            "kind": KINDS.get(wording.PILLS[complaint.state], "new"),
            "total": 1,
            "state": complaint.state,
            "category": complaint.category.name,
            "received": complaint.submitted_at.date().isoformat(),
        },
    }


def _point(longitude: float, latitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
