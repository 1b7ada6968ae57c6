"""Addresses of a municipality's site that belong to no module."""

from django.urls import path

from kernel.ui.web import views

app_name = "ui"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.workplace, name="workplace"),
    path("ui/theme.css", views.theme, name="theme"),
    path("ui/emblem/", views.emblem, name="emblem"),
    path("ui/colour/", views.colour_note, name="colour_note"),
    path("ui/theme/", views.choose_theme, name="choose_theme"),
    path("ui/language/", views.choose_language, name="language"),
]
