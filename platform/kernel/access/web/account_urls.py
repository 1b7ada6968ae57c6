"""Addresses of signing in and of one's own account."""

from django.urls import include, path

from kernel.access.web import account

urlpatterns = [
    path("me/", account.overview, name="account_home"),
    path("", include("allauth.urls")),
]
