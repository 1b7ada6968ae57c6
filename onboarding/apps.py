"""Plug the app into Django."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """The onboarding app."""

    name = "onboarding"
    label = "onboarding"
    default_auto_field = "django.db.models.BigAutoField"
