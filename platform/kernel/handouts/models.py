"""One table: what an officer asked for, how far it is, and the file when it is there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.documents.identity import new_id


class State(models.TextChoices):
    """The life of a handout."""

    WAITING = "waiting", _("รอคิว")
    WORKING = "working", _("กำลังเตรียม")
    READY = "ready", _("พร้อมดาวน์โหลด")
    FAILED = "failed", _("ทำไม่สำเร็จ")


class Handout(models.Model):
    """A file that a job makes for one officer.

    `work` is what its maker was given; `permission` is what the officer must still hold to fetch
    it; `said` is the refusal that ended it.
    """

    public_id = models.UUIDField(default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    owner = models.ForeignKey(
        "access.Officer", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    wearing = models.BigIntegerField(null=True, blank=True)
    permission = models.CharField(max_length=60)
    work = models.JSONField(default=dict)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    said = models.CharField(max_length=500, blank=True, default="")
    # No index: rows are few, and a document never asks for its handout.
    document = models.ForeignKey(
        "documents.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # "My files", and how many of them still wait.
            models.Index(fields=["owner", "-asked_at"], name="handout_of_owner"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["public_id"], name="handout_public_id_is_unique"),
            models.CheckConstraint(
                name="handout_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="handout_is_ready_exactly_with_a_document",
                condition=Q(state=State.READY, document__isnull=False)
                | (~Q(state=State.READY) & Q(document__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        """The kind and the public id; the title may name what was searched for."""
        return f"{self.kind} {self.public_id}"

    @property
    def is_ready(self) -> bool:
        """Whether the file can be fetched."""
        return self.state == State.READY

    @property
    def is_on_its_way(self) -> bool:
        """Whether a job still works on it, or will."""
        return self.state in {State.WAITING, State.WORKING}
