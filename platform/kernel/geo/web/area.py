"""An area on the map as a form field: drawn corner by corner, kept as GeoJSON in the form."""

import json
from typing import Any

from django import forms
from django.contrib.gis.geos import GEOSGeometry
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.configuration.values import decode, encode
from kernel.geo.models import Village

# As much text as a boundary of some 10,000 corners.
_LONGEST = 400_000


class AreaInput(forms.Textarea):
    """A map to draw on, with the written form below for whoever has no script."""

    template_name = "geo/area.html"
    use_fieldset = True

    class Media:
        css = {"all": ("ui/css/map.css",)}
        js = (forms.widgets.Script("ui/map.mjs", type="module"),)


class AreaField(forms.CharField):
    """One or more polygons in EPSG:4326, or nothing."""

    widget = AreaInput
    default_error_messages = {
        "area": _("เส้นเขตใช้ไม่ได้ ต้องมีอย่างน้อย 3 มุมและเส้นต้องไม่ตัดกันเอง โปรดกดวาดใหม่"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=_LONGEST, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write the kept area as GeoJSON; what was typed stays as it is."""
        if isinstance(value, GEOSGeometry):
            return json.dumps(encode(_column(), value))
        return value

    def to_python(self, value: Any) -> Any:
        """Read GeoJSON.

        Raises:
            ValidationError: it is no area.
        """
        text = super().to_python(value)
        if not text:
            return None
        try:
            area = decode(_column(), json.loads(text))
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise ValidationError(self.error_messages["area"], code="area") from error
        if not isinstance(area, GEOSGeometry) or area.geom_type != "MultiPolygon" or area.empty:
            raise ValidationError(self.error_messages["area"], code="area")
        return area


def _column() -> Any:
    return Village._meta.get_field("geom")
