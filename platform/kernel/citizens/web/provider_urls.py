"""Addresses below /desk/settings/providers/."""

from django.urls import path

from kernel.citizens.web import providers

app_name = "providers"

urlpatterns = [
    path("", providers.providers, name="list"),
    path("new/", providers.new, name="new"),
    path("<int:pk>/", providers.provider, name="provider"),
    path("<int:pk>/test/", providers.test, name="test"),
    path("<int:pk>/remove/", providers.remove, name="remove"),
]
