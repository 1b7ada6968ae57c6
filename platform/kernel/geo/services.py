"""The questions that other rooms ask, under the name they ask them by."""

from kernel.geo.selectors import (
    distance_to_municipality,
    inside_municipality,
    map_view,
    nearest_village,
    point,
    village_at,
    villages,
)

__all__ = [
    "distance_to_municipality",
    "inside_municipality",
    "map_view",
    "nearest_village",
    "point",
    "village_at",
    "villages",
]
