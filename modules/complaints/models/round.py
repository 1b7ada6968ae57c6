"""What each round of work on a complaint came to: frozen at its closing, never recomputed."""

from django.db import models
from django.db.models import Q

from modules.complaints.states import State

LEAST_SCORE, MOST_SCORE = 1, 5
# At this score or below the reporter is offered to ask for reopening.
UNHAPPY_SCORE = 2


class Round(models.Model):
    """One closing of a complaint, and the one answer its reporter gave to the survey.

    Unit and target are copies: a later round or configuration changes nothing here.
    """

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="rounds", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    closed_as = models.CharField(max_length=20, choices=State.choices)
    closed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    is_on_time = models.BooleanField()
    refusal_reason = models.CharField(max_length=20, blank=True, default="")
    unit_code = models.CharField(max_length=40, blank=True, default="")
    resolution_clock = models.JSONField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    score_words = models.TextField(blank=True, default="")
    scored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "number"], name="a_complaint_has_each_round_once"
            ),
            models.CheckConstraint(
                name="a_round_is_closed_as_done_or_otherwise",
                condition=Q(closed_as__in=[State.DONE, State.CLOSED_OTHER]),
            ),
            models.CheckConstraint(
                name="a_score_is_one_of_five_faces",
                condition=Q(score__isnull=True, scored_at__isnull=True)
                | Q(
                    score__gte=LEAST_SCORE,
                    score__lte=MOST_SCORE,
                    scored_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.complaint_id}"

    @property
    def is_unhappy(self) -> bool:
        """Whether the answer to the survey was a bad one."""
        return self.score is not None and self.score <= UNHAPPY_SCORE
