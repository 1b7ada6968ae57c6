"""Addresses under /api/v1/auth/."""

from django.urls import path

from kernel.access.api import views

urlpatterns = [
    path("token/", views.SignInView.as_view(), name="auth_token"),
    path("logout/", views.SignOutView.as_view(), name="auth_logout"),
]
