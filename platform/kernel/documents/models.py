"""One table: what is known of a file; its bytes are in the object store."""

import uuid
from typing import ClassVar

from django.contrib.gis.db.models import PointField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.documents.identity import new_id


class State(models.TextChoices):
    """The life of a file: nobody sees it before it is READY."""

    PENDING = "pending", _("กำลังตรวจสอบ")
    READY = "ready", _("พร้อมใช้")
    REJECTED = "rejected", _("ไม่ผ่านการตรวจสอบ")


class Document(models.Model):
    """A file that somebody handed in; the row exists only when the bytes are in the store.

    `variants` maps a name (original, large, thumb) to {key, type, size, sha256, width, height}.
    `hint_point` is where the camera says it was: personal data, kept apart from the picture.
    """

    public_id = models.UUIDField(default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    key = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    original_name = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    hint_point = PointField(srid=4326, null=True, blank=True, spatial_index=False)
    taken_at = models.DateTimeField(null=True, blank=True)
    variants = models.JSONField(default=dict, blank=True)
    rejected_because = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["public_id"], name="document_public_id_is_unique"),
            models.CheckConstraint(
                name="document_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="document_ready_has_variants",
                condition=~Q(state=State.READY) | ~Q(variants={}),
            ),
        ]
        indexes: ClassVar = [
            # The hourly job looks for files that were held back; nearly all rows are ready.
            models.Index(
                fields=["received_at"], name="document_pending", condition=Q(state=State.PENDING)
            ),
        ]

    def __str__(self) -> str:
        """The kind and the public id; never the name, which may be a person's."""
        return f"{self.kind} {self.public_id}"

    @property
    def is_ready(self) -> bool:
        """Whether the file has been checked and may be shown."""
        return self.state == State.READY

    @property
    def is_image(self) -> bool:
        """Whether the file is a picture."""
        return self.content_type.startswith("image/")

    @staticmethod
    def parse_id(text: str) -> uuid.UUID | None:
        """Return the public id that the text spells, or None."""
        try:
            return uuid.UUID(text)
        except ValueError:
            return None
