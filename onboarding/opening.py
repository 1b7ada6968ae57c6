"""Open a municipality: registered, built, configured, active; resumable after each step."""

from datetime import datetime

from kernel.ports import TenantRef, TenantStatus
from onboarding import services
from tenants import lifecycle


def open_municipality(
    application: lifecycle.Application, *, bundle: str, at: datetime
) -> TenantRef:
    """Bring the municipality from its application to serving, and return it.

    Every step is whole or absent, and done only once: after a kill, call it again. Nothing is
    served before the last step.

    Raises:
        SlugNotAllowed, TenantExists: see `tenants.lifecycle.register`.
        kernel.errors.Refused: the configuration bundle does not fit; nothing of it is kept.
    """
    tenant = lifecycle.register(application, at=at)
    lifecycle.build(tenant.slug, at=at)
    if tenant.status == TenantStatus.ONBOARDING:
        services.load_reference_configuration(tenant, bundle=bundle, at=at)
        lifecycle.activate(tenant.slug)
    return tenant
