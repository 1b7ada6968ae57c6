"""The address under which people reach the current tenant."""

from django.conf import settings

from kernel.tenancy.scope import current_tenant

_USUAL_PORT = {"http": 80, "https": 443}


def site_url(path: str) -> str:
    """Return the absolute address of a path on the current tenant's primary host.

    Raises:
        NoTenant: the connection stands on the public schema.
    """
    scheme, port = settings.SITE_SCHEME, settings.SITE_PORT
    suffix = "" if port == _USUAL_PORT[scheme] else f":{port}"
    return f"{scheme}://{current_tenant().host}{suffix}{path}"
