"""The one table of the API base: answers remembered for a day, for callers who ask again."""

from typing import ClassVar

from django.db import models


class RememberedAnswer(models.Model):
    """The answer to a POST that carried an Idempotency-Key.

    The row is written before the work starts, in the transaction of the request: a second
    request with the key waits for the first, and finds its answer or, after a rollback, nothing.
    """

    caller = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")
    location = models.CharField(max_length=500, default="")
    created_at = models.DateTimeField()

    objects: ClassVar[models.Manager["RememberedAnswer"]] = models.Manager()

    class Meta:
        """A key belongs to its caller: two callers may use the same one."""

        constraints = (
            models.UniqueConstraint(
                fields=("caller", "key"), name="remembered_answer_once_per_caller_and_key"
            ),
        )

    def __str__(self) -> str:
        """Return caller and key."""
        return f"{self.caller} {self.key}"
