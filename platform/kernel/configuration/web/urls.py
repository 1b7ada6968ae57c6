"""Addresses below /desk/settings/."""

from django.urls import path

from kernel.configuration.web import views

app_name = "configuration"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("edit/", views.edit, name="edit"),
    path("file/", views.file, name="file"),
]
