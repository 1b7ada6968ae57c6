"""Who told us: kept apart from the complaint, masked unless somebody may look."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Reporter(models.Model):
    """The contact of the person who reported; an anonymous report has no row here."""

    complaint = models.OneToOneField(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="reporter", primary_key=True
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=5, default="th")
    notice_version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_reporter_can_be_reached_or_named",
                condition=~Q(name="", phone="", email="") | Q(account__isnull=False),
            ),
            models.CheckConstraint(
                name="a_reporter_is_never_stored_masked",
                condition=~(
                    Q(name__contains="•") | Q(phone__contains="•") | Q(email__contains="•")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"reporter of {self.complaint_id}"
