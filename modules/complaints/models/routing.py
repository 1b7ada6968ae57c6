"""Rules that say which unit a new complaint belongs to, and when people above are told."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modules.complaints.models.complaint import Channel


class Hours(models.TextChoices):
    """When a rule holds, by the office's calendar."""

    ANY = "any", _("ทุกเวลา")
    OFFICE = "office", _("ในเวลาราชการ")
    OUTSIDE = "outside", _("นอกเวลาราชการ")


class RoutingRule(models.Model):
    """One rule; they are asked in the order of `position`, and the first match wins.

    Whatever is left empty holds for all. A category means itself and the kinds below it. `fault`
    says why the product has switched the rule off.
    """

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    category = models.ForeignKey(
        "complaints.Category",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    village = models.ForeignKey(
        "geo.Village",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    area = models.MultiPolygonField(srid=4326, null=True, blank=True, spatial_index=False)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True, default="")
    hours = models.CharField(max_length=10, choices=Hours.choices, default=Hours.ANY)
    unit = models.ForeignKey(
        "access.Division", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_active = models.BooleanField(default=True)
    fault = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_routing_rule_has_its_own_code"),
            models.CheckConstraint(
                name="a_routing_rule_with_a_fault_is_off",
                condition=Q(fault="") | Q(is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EscalationLevel(models.Model):
    """A step of the ladder: how late a complaint is, and who is told then.

    Minutes are working time after the due date; 0 is at the due date. Told are the holders of
    the permission in `unit`; without one, in the responsible unit or the nearest above it.
    """

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    after_minutes = models.PositiveIntegerField()
    permission = models.CharField(max_length=60)
    unit = models.ForeignKey(
        "access.Division",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="an_escalation_level_has_its_number"),
            models.CheckConstraint(
                name="escalation_levels_count_from_one", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name
