"""Start-up checks: `manage.py check --database default` asserts what only the server knows."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from kernel.observability import durability, production
from kernel.tenancy.keys import cache_key
from kernel.tenancy.secret import TenantSecret


@register(Tags.database)
def the_database_keeps_its_word(
    databases: Sequence[str] | None = None, **_given: Any
) -> list[CheckMessage]:
    """Refuse a server that may forget an answered request, or cannot search in Thai."""
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        lacking = durability.lacking(cursor) if settings.REQUIRE_DURABLE_DATABASE else ()
        thai = durability.reads_thai(cursor)
    found: list[CheckMessage] = [Error(text, id="observability.E001") for text in lacking]
    if not thai:
        text = "The database cannot search Thai text: its locale knows ASCII letters only."
        hint = "Create the database with LC_CTYPE 'C.UTF-8' (initdb --locale=C.UTF-8)."
        found.append(Error(text, hint=hint, id="observability.E002"))
    return found


@register(Tags.caches)
def every_cache_key_carries_the_tenant(**_given: Any) -> list[CheckMessage]:
    """Refuse a cache whose keys two municipalities would share (hazard H1)."""
    return [
        Error(
            f"The cache {alias!r} does not put the tenant into its keys.",
            hint="Set its KEY_FUNCTION to 'kernel.tenancy.keys.cache_key'.",
            id="observability.E003",
        )
        for alias in settings.CACHES
        if caches[alias].key_func is not cache_key
    ]


@register(Tags.security)
def every_secret_is_the_tenants_own(**_given: Any) -> list[CheckMessage]:
    """Refuse a signing key that two municipalities would share (hazard H2)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if all(isinstance(key, TenantSecret) for key in keys):
        return []
    text = "SECRET_KEY or one of SECRET_KEY_FALLBACKS signs alike in every municipality."
    hint = "Wrap it in kernel.tenancy.secret.TenantSecret, as settings/base.py does."
    return [Error(text, hint=hint, id="observability.E005")]


@register(Tags.security, deploy=True)
def production_is_no_demonstration(**_given: Any) -> list[CheckMessage]:
    """Tell before the start what production would refuse to start with."""
    return [Error(text, id="observability.E004") for text in production.refusals(settings)]
