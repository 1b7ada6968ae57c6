"""Host names, normalised before they are looked up."""

from django.conf import settings

# Never a municipality's: they name the platform's own doors or mislead (security notes, case 39).
_RESERVED = """
admin api app assets auth cdn demo ftp help login mail ns ops postgres public root s3 smtp static
status support system test thongthin verify www
"""
RESERVED_SLUGS = frozenset(_RESERVED.split())


def normalise(host: str) -> str:
    """Return the host name in lower case, without port and trailing dot."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def is_public(host: str) -> bool:
    """Tell whether the normalised host name is the portal's own."""
    return host == settings.PUBLIC_HOST


def tenant_host(slug: str) -> str:
    """Return the host name that every tenant has from its first day."""
    return f"{slug}.{settings.PUBLIC_HOST}"
