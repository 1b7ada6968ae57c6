"""Plug the registry into the kernel's question about tenants."""

from django.apps import AppConfig

from kernel.ports import TENANT_DIRECTORY


class TenantsConfig(AppConfig):
    """The registry of municipalities."""

    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the kernel's questions about tenants."""
        from tenants.directory import DIRECTORY  # noqa: PLC0415  models exist only now

        TENANT_DIRECTORY.provide(DIRECTORY)
