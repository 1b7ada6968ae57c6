"""The table of deeds."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kernel.actors import ActorKind


class Entry(models.Model):
    """One deed; the database numbers it, chains it at commit, and never lets it change.

    `number` and `hash` are empty until the transaction commits: the chain is locked only then,
    so that two services never wait for each other's whole transaction.
    """

    number = models.BigIntegerField(null=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    happened_at = models.DateTimeField()
    actor_kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind]
    )
    actor_label = models.CharField(max_length=200)
    account_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    appointment_id = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    hash = models.BinaryField(max_length=32, null=True, editable=False)

    class Meta:
        db_table = "audit_entry"
        constraints = [
            models.UniqueConstraint(fields=["number"], name="audit_entry_number_is_used_once"),
            models.CheckConstraint(
                name="audit_entry_has_number_and_hash_together",
                condition=Q(number__isnull=True, hash__isnull=True)
                | Q(number__isnull=False, hash__isnull=False),
            ),
        ]
        # The history of one record; the page reads backwards by id.
        indexes = [models.Index(fields=["subject", "id"], name="audit_entry_subject")]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.subject}"
