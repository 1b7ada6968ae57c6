"""Addresses of an officer's own files."""

from django.urls import path

from kernel.handouts.web import views

app_name = "handouts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:public_id>/", views.one, name="one"),
]
