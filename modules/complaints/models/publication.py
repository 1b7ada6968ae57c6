"""What everybody may see of a complaint: written once an officer has decided, never before."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex


class Publication(models.Model):
    """The public side of a complaint; a complaint without a row here is not public.

    `words` are the moderator's, not the reporter's; `photos` names the documents that the
    moderator has chosen. The id is of its own, so that it says nothing about the desk's pages.
    """

    complaint = models.OneToOneField(
        "complaints.Complaint",
        on_delete=models.CASCADE,
        related_name="publication",
        primary_key=True,
    )
    public_id = models.UUIDField(default=uuid.uuid4)
    is_shown = models.BooleanField(default=True)
    words = models.TextField(blank=True, default="")
    photos = models.JSONField(default=list, blank=True)
    pin = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        indexes = [
            # The public map asks for the cases inside the square on the screen.
            GistIndex(fields=["pin"], name="publication_pin"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="publication_id_is_unique"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
