"""A municipality's calendars and holidays (configuration); "office" is the one that counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HolidayKind(models.TextChoices):
    """Where a day off comes from; an open day is worked although it would be off."""

    NATIONAL = "national", _("วันหยุดราชการ")
    LOCAL = "local", _("วันหยุดของเทศบาล")
    OPEN = "open", _("เปิดทำการเป็นกรณีพิเศษ")


class Calendar(models.Model):
    """Working hours of a week: {"mon": ["08:30-12:00", "13:00-16:30"], …}; a day left out is off.

    `local_through` says up to which day the municipality's own list of days is complete; it
    stays empty while it keeps no such list.
    """

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    week = models.JSONField(default=dict)
    zone = models.CharField(max_length=60, default="Asia/Bangkok")
    local_through = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="clocks_calendar_code_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class Holiday(models.Model):
    """A day that differs from its weekday; `hours` are those of an open day, else empty."""

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="holidays", db_index=False
    )
    date = models.DateField()
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=10, choices=HolidayKind.choices, default=HolidayKind.NATIONAL
    )
    hours = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date"], name="clocks_holiday_date_is_said_once"
            ),
            models.CheckConstraint(
                name="clocks_holiday_kind_is_known", condition=Q(kind__in=HolidayKind.values)
            ),
            models.CheckConstraint(
                name="clocks_holiday_has_hours_only_when_open",
                condition=(Q(kind=HolidayKind.OPEN) & ~Q(hours=[]))
                | (~Q(kind=HolidayKind.OPEN) & Q(hours=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.name}"
