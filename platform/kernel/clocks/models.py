"""The municipality's working calendar; the only one so far has the code "office"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HolidayKind(models.TextChoices):
    """Why a day differs from its weekday."""

    NATIONAL = "national", _("วันหยุดราชการ")
    LOCAL = "local", _("วันหยุดของเทศบาล")
    OPEN = "open", _("วันทำการพิเศษ")


class Calendar(models.Model):
    """Weekly hours, written as {"mon": ["08:30-16:30"], …}; a day left out is closed."""

    code = models.TextField()
    name = models.TextField()
    week = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="calendar_code_is_unique"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class Holiday(models.Model):
    """A day that differs: closed, or open with hours of its own (`OPEN` only)."""

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="holidays", db_index=False
    )
    date = models.DateField()
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    kind = models.TextField(choices=HolidayKind, default=HolidayKind.NATIONAL)
    hours = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date"], name="holiday_day_stands_once_in_a_calendar"
            ),
            models.CheckConstraint(
                name="holiday_has_hours_only_when_open",
                condition=models.Q(kind=HolidayKind.OPEN) | models.Q(hours=[]),
            ),
        ]

    def __str__(self) -> str:
        """Day and name."""
        return f"{self.date:%Y-%m-%d} {self.name}"
