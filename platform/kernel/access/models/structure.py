"""The house as drawn in its organisation chart: divisions and the positions in them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DivisionKind(models.TextChoices):
    """The three levels under the municipal clerk, from large to small."""

    KONG = "kong", _("กอง/สำนัก")
    FAI = "fai", _("ฝ่าย/ส่วน")
    NGAN = "ngan", _("งาน")


class Division(models.Model):
    """A part of the town hall, such as กองช่าง or งานไฟฟ้า inside it."""

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=DivisionKind, default=DivisionKind.KONG)
    name_th = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150, blank=True, default="")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    phone = models.CharField(max_length=40, blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code"], name="division_code_is_used_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="division_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DivisionKind.values), name="division_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        """Return the Thai name."""
        return self.name_th


class Position(models.Model):
    """A seat in a division; permissions belong to it, whoever sits there."""

    code = models.CharField(max_length=40)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="positions")
    title_th = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True, default="")
    is_head = models.BooleanField(default=False)
    permissions = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code"], name="position_code_is_used_once"),
            models.UniqueConstraint(
                fields=["division"], condition=Q(is_head=True), name="division_has_one_head"
            ),
        )

    def __str__(self) -> str:
        """Return the Thai title."""
        return self.title_th
