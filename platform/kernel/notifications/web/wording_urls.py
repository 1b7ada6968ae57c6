"""Addresses below /desk/settings/messages/."""

from django.urls import path

from kernel.notifications.web import wordings

app_name = "wordings"

urlpatterns = [
    path("", wordings.notices, name="list"),
    path("edit/", wordings.wording, name="wording"),
]
