"""The gallery of components; wired only where settings.GALLERY is on."""

from django.urls import path

from kernel.ui.web.gallery import gallery, points

app_name = "gallery"

urlpatterns = [
    path("", gallery, name="index"),
    path("points.geojson", points, name="points"),
]
