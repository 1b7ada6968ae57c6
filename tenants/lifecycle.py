"""Verbs of a tenant's life; creation is resumable: registered, built, opened."""

import re
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from kernel.ports import TenantRef, TenantStatus
from kernel.tenancy.ownership import as_owner
from tenants import blueprints, schemas
from tenants.errors import SlugNotAllowed, StatusRefused, TenantExists, TenantMissing
from tenants.hosts import RESERVED_SLUGS, tenant_host
from tenants.models import Domain, Tenant

_SLUG = re.compile(r"^[a-z][a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$")
_MOVES = {
    (TenantStatus.ONBOARDING, TenantStatus.ACTIVE),
    (TenantStatus.ACTIVE, TenantStatus.SUSPENDED),
    (TenantStatus.SUSPENDED, TenantStatus.ACTIVE),
    (TenantStatus.SUSPENDED, TenantStatus.CLOSED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What must be known of a municipality before it can be built."""

    slug: str
    code: str
    name: str
    name_en: str
    modules: tuple[str, ...] = ("complaints",)
    is_demo: bool = False


def register(application: Application, *, at: datetime) -> TenantRef:
    """Note the municipality in the registry; the same application again returns the same tenant.

    Raises:
        SlugNotAllowed: the slug is malformed or reserved.
        TenantExists: slug or code belong to another municipality.
        StatusRefused: the municipality is closed; its name is not given out again.
    """
    slug = application.slug
    if not _SLUG.match(slug) or slug in RESERVED_SLUGS:
        raise SlugNotAllowed(field="slug", slug=slug)
    with transaction.atomic():
        known = Tenant.objects.select_for_update().filter(slug=slug).first()
        if known is None and Tenant.objects.filter(code=application.code).exists():
            raise TenantExists(tenant=application.code)
        if known is not None and known.code != application.code:
            raise TenantExists(tenant=slug)
        if known is not None and known.status == TenantStatus.CLOSED:
            raise StatusRefused(source=known.status, target=TenantStatus.ONBOARDING.value)
        tenant = known or _enter(application, at)
    return tenant.as_ref(tenant_host(slug))


def build(slug: str, *, at: datetime) -> TenantRef:
    """Build the tenant's schema if it is not built yet, all or nothing."""
    with as_owner():
        blueprint = blueprints.current()
        with transaction.atomic():
            tenant = _locked(slug)
            ref = tenant.as_ref(tenant_host(slug))
            if tenant.built_at is None:
                schemas.build(ref, blueprint)
                tenant.built_at = at
                tenant.save(update_fields=["built_at"])
    return ref


def activate(slug: str) -> Tenant:
    """Open the tenant to the public."""
    return _change(slug, TenantStatus.ACTIVE, note="")


def resume(slug: str) -> Tenant:
    """Serve again after a suspension; a municipality that never opened stays shut.

    Raises:
        StatusRefused: the municipality is not suspended.
    """
    with transaction.atomic():
        source = _locked(slug).status
        if source == TenantStatus.ONBOARDING:
            raise StatusRefused(source=source, target=TenantStatus.ACTIVE.value)
        return activate(slug)


def suspend(slug: str, *, reason: str) -> Tenant:
    """Stop serving; visitors read the reason."""
    return _change(slug, TenantStatus.SUSPENDED, note=reason)


def close(slug: str, *, reason: str) -> Tenant:
    """Close for good; the schema stays until the cooling-off time is over."""
    return _change(slug, TenantStatus.CLOSED, note=reason)


def switch_modules(slug: str, *, modules: Iterable[str]) -> Tenant:
    """Set which modules the municipality uses."""
    with transaction.atomic():
        tenant = _locked(slug)
        tenant.modules = sorted(modules)
        tenant.save(update_fields=["modules"])
    return tenant


def _enter(application: Application, at: datetime) -> Tenant:
    tenant = Tenant.objects.create(
        id=uuid.uuid4(),
        schema_name=f"t_{secrets.token_hex(8)}",
        slug=application.slug,
        code=application.code,
        name=application.name,
        name_en=application.name_en,
        modules=sorted(application.modules),
        is_demo=application.is_demo,
        created_at=at,
    )
    Domain.objects.create(domain=tenant_host(application.slug), tenant=tenant)
    return tenant


def _change(slug: str, target: TenantStatus, *, note: str) -> Tenant:
    with transaction.atomic():
        tenant = _locked(slug)
        source = TenantStatus(tenant.status)
        if source != target and (source, target) not in _MOVES:
            raise StatusRefused(source=source.value, target=target.value)
        tenant.status, tenant.status_note = target.value, note
        tenant.save(update_fields=["status", "status_note"])
    return tenant


def _locked(slug: str) -> Tenant:
    assert connection.in_atomic_block  # noqa: S101  a lock outside a transaction holds nothing
    tenant = Tenant.objects.select_for_update().filter(slug=slug).first()
    if tenant is None:
        raise TenantMissing(slug=slug)
    return tenant
