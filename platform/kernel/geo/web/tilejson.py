"""TileJSON 3.0.0 of the base map (github.com/mapbox/tilejson-spec)."""

from typing import Any

from django.utils.translation import gettext as _

from kernel.configuration.settings import setting
from kernel.geo import selectors
from kernel.geo.base_map import Base
from kernel.geo.tiles import MAX_ZOOM

_NAMED = {"class": "String", "name_th": "String", "name_en": "String"}

_LAYERS: dict[str, dict[str, str]] = {
    "landuse": _NAMED,
    "water": _NAMED,
    "village": {**_NAMED, "number": "Number"},
    "road": _NAMED,
    "place": _NAMED,
}


def _own_words(view: selectors.MapView) -> str:
    return _("แผนที่ฐานวาดจากข้อมูลของเทศบาล") if view.base == Base.OWN else ""


def tilejson(*, tiles: str) -> dict[str, Any]:
    """Describe the base map to any client that reads TileJSON."""
    view = selectors.map_view()
    box = selectors.bounds()
    return {
        "tilejson": "3.0.0",
        "name": setting("office.name_th") or "base",
        "attribution": view.attribution or _own_words(view),
        "scheme": "xyz",
        "tiles": [tiles],
        "minzoom": 0,
        "maxzoom": MAX_ZOOM,
        "bounds": list(box) if box else [-180, -85.05112877980659, 180, 85.0511287798066],
        "center": [view.longitude, view.latitude, min(int(view.zoom), MAX_ZOOM)],
        "vector_layers": [{"id": name, "fields": fields} for name, fields in _LAYERS.items()],
    }
