"""Addresses of a citizen's own pages."""

from django.urls import path

from kernel.citizens.web import views

app_name = "me"

urlpatterns = [path("", views.matters, name="home")]
