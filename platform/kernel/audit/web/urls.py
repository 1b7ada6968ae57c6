"""Addresses below /desk/audit/."""

from django.urls import path

from kernel.audit.web import views

app_name = "audit"
urlpatterns = [path("", views.entries, name="entries")]
