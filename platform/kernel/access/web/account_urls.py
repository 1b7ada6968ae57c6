"""Addresses of signing in and of one's own account."""

from django.urls import include, path
from django.views.generic import RedirectView

from kernel.access.web import account

# An officer's e-mail belongs to the people desk, so allauth's own page for it leads home.
_home = RedirectView.as_view(pattern_name="account_home")

urlpatterns = [
    path("", _home),
    path("email/", _home),
    path("me/", account.overview, name="account_home"),
    path("", include("allauth.urls")),
]
