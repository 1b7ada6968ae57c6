"""Addresses of signing in as a citizen."""

from django.urls import path

from kernel.citizens.web import views

app_name = "citizens"

urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("code/", views.code, name="code"),
]
