"""The registry of municipalities: tenants and their host names, in the public schema."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.ports import TenantRef, TenantStatus


class Status(models.TextChoices):
    """The life of a tenant, as the registry stores it."""

    ONBOARDING = TenantStatus.ONBOARDING, _("กำลังเตรียมระบบ")
    ACTIVE = TenantStatus.ACTIVE, _("เปิดให้บริการ")
    SUSPENDED = TenantStatus.SUSPENDED, _("พักการให้บริการ")
    CLOSED = TenantStatus.CLOSED, _("ปิดบริการแล้ว")


class Tenant(models.Model):
    """A local government; `id` and `schema_name` never change and are never reused.

    The schema, and the database role of the same name, are random: a name that was never used
    cannot show an earlier owner's rows.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    schema_name = models.TextField(editable=False)
    slug = models.TextField()
    code = models.TextField(help_text="Official code of the local government.")
    name = models.TextField()
    name_en = models.TextField()
    status = models.TextField(choices=Status, default=Status.ONBOARDING)
    status_note = models.TextField(blank=True, default="")
    modules = ArrayField(models.TextField(), default=list)
    is_demo = models.BooleanField(default=False)
    # Releases reach canaries first; when one of them fails, nobody else gets it.
    is_canary = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True)

    class Meta:
        """Constraints of the registry."""

        constraints = [
            models.UniqueConstraint(fields=["schema_name"], name="tenant_schema_is_unique"),
            models.UniqueConstraint(fields=["slug"], name="tenant_slug_is_unique"),
            models.UniqueConstraint(fields=["code"], name="tenant_code_is_unique"),
            models.CheckConstraint(
                name="tenant_schema_is_random_hex",
                condition=Q(schema_name__regex=r"^t_[0-9a-f]{16}$"),
            ),
            models.CheckConstraint(
                name="tenant_slug_is_a_host_label",
                condition=Q(slug__regex=r"^[a-z][a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$"),
            ),
            models.CheckConstraint(
                name="tenant_active_is_built",
                condition=~Q(status=Status.ACTIVE) | Q(built_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Name with slug, unique."""
        return f"{self.name} ({self.slug})"

    def as_ref(self, host: str) -> TenantRef:
        """Return what the kernel may know, with the primary host name."""
        return TenantRef(
            id=str(self.pk),
            schema=self.schema_name,
            slug=self.slug,
            name=self.name,
            name_en=self.name_en,
            host=host,
            status=TenantStatus(self.status),
            modules=frozenset(self.modules),
            note=self.status_note,
        )


class Domain(models.Model):
    """A host name that leads to a tenant; lower case, no port, no trailing dot."""

    domain = models.TextField()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        """Constraints of host names."""

        constraints = [
            models.UniqueConstraint(fields=["domain"], name="domain_host_is_unique"),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(is_primary=True),
                name="domain_tenant_has_one_primary",
            ),
            models.CheckConstraint(
                name="domain_host_is_normalised",
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
            ),
        ]

    def __str__(self) -> str:
        """The host name."""
        return self.domain


class RegistryVersion(models.Model):
    """One row, raised by a trigger whenever tenants or domains change; caches compare it."""

    version = models.BigIntegerField(default=0)

    class Meta:
        """Only one row."""

        constraints = [
            models.CheckConstraint(name="registry_has_one_version", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        """The version."""
        return str(self.version)


class Outcome(models.TextChoices):
    """How a release went in one schema."""

    DONE = "done", _("ปรับแล้ว")
    FAILED = "failed", _("ล้มเหลว")


class SchemaRelease(models.Model):
    """The ledger: how one release went in one schema. The schema itself says what it has run."""

    schema_name = models.TextField()
    release = models.TextField()
    state = models.TextField(choices=Outcome)
    error = models.TextField(blank=True, default="")
    attempts = models.PositiveIntegerField(default=1)
    finished_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One line per schema and release."""

        constraints = [
            models.UniqueConstraint(
                fields=["schema_name", "release"], name="schema_release_is_noted_once"
            ),
        ]

    def __str__(self) -> str:
        """Schema and release."""
        return f"{self.schema_name} {self.release}: {self.state}"


class Deletion(models.Model):
    """The way of a municipality out: who asked, who agreed, and when it was done."""

    tenant = models.OneToOneField(Tenant, on_delete=models.PROTECT, related_name="deletion")
    reason = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    confirmed_by = models.TextField(blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    files = models.PositiveIntegerField(null=True)

    class Meta:
        """Two people, in this order."""

        constraints = [
            models.CheckConstraint(
                name="deletion_takes_two_people", condition=~Q(asked_by=F("confirmed_by"))
            ),
            models.CheckConstraint(
                name="deletion_is_confirmed_before_it_is_done",
                condition=Q(done_at__isnull=True) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """The municipality and how far it is."""
        return f"{self.tenant}: {self.done_at or self.confirmed_at or self.asked_at}"
