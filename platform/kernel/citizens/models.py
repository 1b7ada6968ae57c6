"""Codes sent to a telephone or a mailbox, by which a citizen signs in without a password."""

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    """The way by which a code travels."""

    PHONE = "phone"
    EMAIL = "email"


class SignInCode(models.Model):
    """A code that was sent: neither the code nor the address can be read from it.

    `request_key` binds it to the browser that asked; `destination` is a keyed hash, enough to
    count how many codes one address received.
    """

    channel = models.CharField(max_length=8, choices=Channel)
    destination = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    request_key = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request_key"], name="a_request_has_one_code"),
            models.CheckConstraint(condition=Q(tries__lte=5), name="a_code_has_five_tries"),
        )
        # Why: the daily caps count by address and by day; expired rows are deleted by day.
        indexes = (models.Index(fields=["sent_at", "destination"], name="sign_in_code_by_day"),)

    def __str__(self) -> str:
        """Return which code it is, without saying whose."""
        return f"{self.channel} {self.pk}"
