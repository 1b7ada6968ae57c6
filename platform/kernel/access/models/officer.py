"""The officer: a person who works for the municipality."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.access.models.account import Account


class Officer(models.Model):
    """A person of the town hall; what they may do comes from the positions they hold."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer")
    prefix = models.CharField(_("คำนำหน้า"), max_length=40, blank=True, default="")
    first_name = models.CharField(_("ชื่อ"), max_length=80)
    last_name = models.CharField(_("นามสกุล"), max_length=80, blank=True, default="")
    phone = models.CharField(_("โทรศัพท์ที่ทำงาน"), max_length=40, blank=True, default="")

    def __str__(self) -> str:
        """Return the full name as Thai letters write it: prefix joined to the first name."""
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()
