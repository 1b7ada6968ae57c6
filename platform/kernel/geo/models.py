"""Villages with their areas, and the features of the self-drawn base map."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Degrees, longitude first; see the package docstring.
WGS84 = 4326


class Layer(models.TextChoices):
    """The layers of the base map, as the vector tiles name them."""

    LANDUSE = "landuse", _("การใช้ที่ดิน")
    WATER = "water", _("แหล่งน้ำ")
    ROAD = "road", _("ถนน")
    PLACE = "place", _("สถานที่")


class Village(models.Model):
    """A village (หมู่บ้าน) of the municipality; the area may not be known yet."""

    code = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True, default="")
    geom = models.MultiPolygonField(srid=WGS84, null=True, blank=True, spatial_index=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="village_code_is_unique"),
            models.UniqueConstraint(
                fields=["number"],
                name="village_number_is_unique",
                # Two villages may swap numbers inside one transaction.
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        indexes = [
            # village_at() asks it for every pin.
            GistIndex(fields=["geom"], name="village_geom"),
        ]

    def __str__(self) -> str:
        """Number and name, as people say it in the language active now."""
        if get_language() == "en" and self.name_en:
            return f"Moo {self.number} {self.name_en}"
        return f"หมู่ {self.number} {self.name_th}"


class BaseFeature(models.Model):
    """A road, a stream, a field or a place that the base map shows."""

    code = models.CharField(max_length=60)
    layer = models.CharField(max_length=10, choices=Layer.choices)
    feature_class = models.CharField(max_length=30)
    name_th = models.CharField(max_length=160, blank=True, default="")
    name_en = models.CharField(max_length=160, blank=True, default="")
    min_zoom = models.PositiveSmallIntegerField(default=0)
    geom = models.GeometryField(srid=WGS84, spatial_index=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="base_feature_code_is_unique"),
        ]
        indexes = [
            # Every tile asks it for its square.
            GistIndex(fields=["geom"], name="base_feature_geom"),
        ]

    def __str__(self) -> str:
        """Layer and code."""
        return f"{self.layer} {self.code}"
