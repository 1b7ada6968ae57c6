"""One table on each side: which letter went where; its words only until it has arrived."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way a letter went."""

    OUT = "out", _("ส่งออก")
    IN = "in", _("รับเข้า")


class State(models.TextChoices):
    """Where a letter is."""

    WAITING = "waiting", _("รอส่ง")
    ARRIVED = "arrived", _("ถึงแล้ว")
    RETURNED = "returned", _("ส่งไม่ถึง")


class Letter(models.Model):
    """A letter to or from another municipality; `partner` is its id in the registry."""

    direction = models.CharField(max_length=3, choices=Direction)
    kind = models.CharField(max_length=60)
    partner = models.CharField(max_length=36)
    key = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # Also how a letter that comes twice is known.
            models.UniqueConstraint(
                fields=["partner", "key", "kind", "direction"], name="a_letter_is_written_once"
            ),
            models.CheckConstraint(
                name="a_letter_keeps_its_words_only_while_it_waits",
                condition=Q(state=State.WAITING) | Q(values={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
