"""Addresses of the public portal that belong to no module."""

from django.urls import path

from kernel.ui.web import views

app_name = "ui"

urlpatterns = [
    path("", views.portal, name="home"),
    path("ui/theme.css", views.theme, name="theme"),
    path("ui/theme/", views.choose_theme, name="choose_theme"),
    path("ui/language/", views.choose_language, name="language"),
]
