"""Settings as typed rows, and the bundles that were applied."""

from django.db import models


class SettingValue(models.Model):
    """The value that this municipality gave to a declared setting."""

    key = models.CharField(max_length=80)
    value = models.JSONField(default=None, null=True, blank=True)
    file = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="setting_key_is_unique"),
        ]

    def __str__(self) -> str:
        """The key."""
        return self.key


class AppliedBundle(models.Model):
    """One application of a configuration bundle; appended, never edited."""

    name = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=200)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"
