"""Addresses below /desk/calendar/."""

from django.urls import path

from kernel.clocks.web import views

app_name = "calendar"
urlpatterns = [
    path("", views.days, name="days"),
    path("declare/", views.declare, name="declare"),
    path("withdraw/", views.withdraw, name="withdraw"),
]
