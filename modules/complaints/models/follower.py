"""Who else wants to hear how a complaint goes on; kept apart and masked like the reporter."""

from django.db import models
from django.db.models import Q


class Follower(models.Model):
    """The contact of somebody who follows a complaint of somebody else."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="followers"
    )
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=5, default="th")
    notice_version = models.CharField(max_length=20)
    followed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_follower_can_be_reached", condition=~Q(phone="", email="")
            ),
            models.CheckConstraint(
                name="a_follower_is_never_stored_masked",
                condition=~(Q(phone__contains="•") | Q(email__contains="•")),
            ),
        ]

    def __str__(self) -> str:
        return f"follower of {self.complaint_id}"
