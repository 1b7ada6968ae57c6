"""Addresses below /tiles/."""

from django.urls import path

from kernel.geo.web import views

app_name = "geo"

urlpatterns = [
    path("base.json", views.base_tilejson, name="tilejson"),
    path("base/<int:z>/<int:x>/<int:y>.mvt", views.base_tile, name="tile"),
    path("villages.geojson", views.villages_geojson, name="villages"),
]
