"""Where a pin lies on a grid of squares: for heat maps and for many pins on one screen."""

from django.db.models import F, FloatField, Func, IntegerField
from django.db.models.functions import Cast, Floor


class Ordinate(Func):
    """One number of a row's `pin`: its longitude or its latitude, in degrees."""

    output_field = FloatField()


def longitude() -> Ordinate:
    """Return the longitude of the pin."""
    return Ordinate(F("pin"), function="ST_X")


def latitude() -> Ordinate:
    """Return the latitude of the pin."""
    return Ordinate(F("pin"), function="ST_Y")


def column(degrees: float) -> Cast:
    """Return which column of squares this wide the pin lies in."""
    return Cast(Floor(longitude() / degrees), IntegerField())


def row(degrees: float) -> Cast:
    """Return which row of squares this high the pin lies in."""
    return Cast(Floor(latitude() / degrees), IntegerField())
