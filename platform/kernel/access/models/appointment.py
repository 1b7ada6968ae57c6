"""Who wears which hat, from when until when, and by which order."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.access.models.officer import Officer
from kernel.access.models.structure import Position


class AppointmentKind(models.TextChoices):
    """In which capacity a position is held."""

    SUBSTANTIVE = "substantive", _("ดำรงตำแหน่ง")
    ACTING = "acting", _("รักษาราชการแทน")
    DELEGATED = "delegated", _("ปฏิบัติราชการแทน")


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Words for asking about hats."""

    def worn_on(self, day: date) -> "AppointmentQuerySet":
        """Keep the appointments in force on that day (Asia/Bangkok), ends included."""
        return self.filter(Q(until_date__isnull=True) | Q(until_date__gte=day), from_date__lte=day)


class Appointment(models.Model):
    """An officer in a position: for good, acting for its holder, or by delegation.

    `until_date` is the last day, included: the hat comes off at midnight, Asia/Bangkok.
    `permissions` limits a delegation; empty (null) means all that the position grants.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=12, choices=AppointmentKind)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    order_reference = models.CharField(max_length=150, blank=True, default="")
    permissions = ArrayField(models.CharField(max_length=80), null=True, blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(permissions__isnull=True) | Q(kind=AppointmentKind.DELEGATED),
                name="only_a_delegation_limits_permissions",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AppointmentKind.DELEGATED) | ~Q(order_reference=""),
                name="a_delegation_names_its_order",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AppointmentKind.values), name="appointment_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["officer", "position", "kind"],
                condition=Q(until_date__isnull=True),
                name="officer_has_one_open_appointment_per_hat",
            ),
        )

    def __str__(self) -> str:
        """Return the hat in words, e.g. "รักษาราชการแทน ปลัดเทศบาล"."""
        return f"{self.get_kind_display()} {self.position}"

    @property
    def granted(self) -> frozenset[str]:
        """Return what this hat grants: the position's permissions, within the limit if any."""
        held = frozenset(self.position.permissions)
        return held if self.permissions is None else held & frozenset(self.permissions)
