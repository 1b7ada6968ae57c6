"""Doors to the base map: tiles, their description, and where village names go.

They are public: a citizen who reports sees the same map as an officer.
"""

import gzip

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kernel.geo import selectors, tiles
from kernel.geo.web.tilejson import tilejson

MVT = "application/vnd.mapbox-vector-tile"
_FOR_EVER = "public, max-age=31536000, immutable"
_A_MINUTE = "public, max-age=60"


@require_safe
def base_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Answer one tile; 204 where the map is empty, 404 where the world has no such tile."""
    address = tiles.TileAddress(z, x, y)
    if not address.exists:
        raise Http404
    version = tiles.version()
    etag = f'"{version}-{z}-{x}-{y}"'
    if request.headers.get("If-None-Match") == etag:
        return _kept(HttpResponseNotModified(), request, version, etag)
    content = tiles.tile(address)
    if not content:
        return _kept(HttpResponse(status=204), request, version, etag)
    return _kept(_tile_answer(request, content), request, version, etag)


@require_safe
def base_tilejson(request: HttpRequest) -> HttpResponse:
    """Describe the tiles; the address names the version, so a tile may be kept for ever."""
    path = reverse("geo:tile", kwargs={"z": 0, "x": 0, "y": 0})
    template = path.replace("0/0/0.mvt", "{z}/{x}/{y}.mvt")
    address = request.build_absolute_uri("/").rstrip("/") + template
    answer = JsonResponse(
        tilejson(tiles=f"{address}?v={tiles.version()}"),
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Cache-Control"] = _A_MINUTE
    return answer


@require_safe
def villages_geojson(_request: HttpRequest) -> HttpResponse:
    """Answer a point for each village, inside its area, to write the name at."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(c, 6) for c in place.coords]},
            "properties": {
                "code": village.code,
                "number": village.number,
                "name_th": village.name_th,
                "name_en": village.name_en,
            },
        }
        for village, place in selectors.village_points()
    ]
    answer = JsonResponse(
        {"type": "FeatureCollection", "features": features},
        json_dumps_params={"ensure_ascii": False},
        content_type="application/geo+json",
    )
    answer["Cache-Control"] = _A_MINUTE
    return answer


def _tile_answer(request: HttpRequest, content: bytes) -> HttpResponse:
    # The tiles are public and hold nothing of the reader, so compressing them tells nothing
    # (BREACH needs a secret beside text of the attacker in one answer).
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(content, content_type=MVT)
    answer = HttpResponse(gzip.compress(content, 6, mtime=0), content_type=MVT)
    answer["Content-Encoding"] = "gzip"
    return answer


def _kept(answer: HttpResponse, request: HttpRequest, version: str, etag: str) -> HttpResponse:
    answer["ETag"] = etag
    answer["Vary"] = "Accept-Encoding"
    current = request.GET.get("v") == version
    answer["Cache-Control"] = _FOR_EVER if current else _A_MINUTE
    return answer
