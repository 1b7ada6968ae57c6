"""The complaint: the current state as one row; how it came to be is in its entries."""

import uuid
from typing import Self

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.configuration.memory import remembers
from kernel.search import search_words, trigram_index
from modules.complaints.models.names import name
from modules.complaints.states import OPEN_STATES, RefusalReason, State


class Channel(models.TextChoices):
    """How the complaint reached the municipality."""

    WEB = "web", _("เว็บไซต์")
    COUNTER = "counter", _("เคาน์เตอร์")
    PHONE = "phone", _("โทรศัพท์")
    API = "api", _("ระบบอื่น")
    NEIGHBOUR = "neighbour", _("ท้องถิ่นอื่น")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Words for sets of complaints."""

    takes_names = False

    def ordinary(self) -> Self:
        """Keep those that are not confidential: all that ordinary lists are made of."""
        return self.filter(is_confidential=False)

    def confidential(self) -> Self:
        """Keep those of the restricted queue."""
        return self.filter(is_confidential=True)

    def open(self) -> Self:
        """Keep those that somebody still has to do something about."""
        return self.filter(state__in=OPEN_STATES)

    def matching(self, words: str) -> Self:
        """Keep those whose text holds every part of the words; all when there are none."""
        rows = self
        for term in search_words(words)[:8]:
            rows = rows.filter(search_text__contains=term)
        return rows

    def with_names(self) -> Self:
        """Load what a list shows: in the same query, or from memory while that is kept."""
        if not remembers():
            named = self.select_related("category__parent", "unit", "village")
            return named.defer("village__geom")
        rows = self.all()
        rows.takes_names = True
        return rows

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if is_fresh and self.takes_names:
            name(row for row in self._result_cache or () if isinstance(row, Complaint))

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc]  # unknown to the stubs
        rows.takes_names = self.takes_names
        return rows


class Complaint(models.Model):
    """Something that a person asks the municipality to put right.

    Both clocks are kept whole, as `kernel.clocks` writes them; the due dates and the two frozen
    outcomes are copies for asking and sorting. While a question waits for its answer `due_at` is
    the latest possible one; while an outside body works and our clock stands, there is none.

    A confidential complaint is seen and handled only with a permission of its own, and never by
    the officers in `barred`: those it is about. `unredacted` holds what stood in its texts before
    they were covered.
    """

    public_id = models.UUIDField(default=uuid.uuid4)
    number = models.CharField(max_length=40)
    tracking_code = models.CharField(max_length=28)
    client_key = models.CharField(max_length=80, null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)

    category = models.ForeignKey(
        "complaints.Category", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    words = models.TextField()
    answers = models.JSONField(default=dict, blank=True)
    unredacted = models.JSONField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    pin = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    village = models.ForeignKey(
        "geo.Village",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    place = models.CharField(max_length=300, blank=True, default="")
    search_text = models.TextField(blank=True, default="")

    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    unit = models.ForeignKey(
        "access.Division",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    outside_body = models.ForeignKey(
        "complaints.OutsideBody",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    outside_reference = models.CharField(max_length=80, blank=True, default="")
    outside_due_date = models.DateField(null=True, blank=True)
    refusal_reason = models.CharField(
        max_length=20, choices=RefusalReason.choices, blank=True, default=""
    )

    submitted_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    responded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    response_clock = models.JSONField()
    resolution_clock = models.JSONField()
    response_due_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    is_response_on_time = models.BooleanField(null=True, blank=True)
    is_on_time = models.BooleanField(null=True, blank=True)
    # Working minutes that the two clocks had counted when they stopped: for statistics in SQL.
    response_minutes = models.PositiveIntegerField(null=True, blank=True)
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)
    target_rule = models.JSONField()

    # How often it has been worked on; what an earlier round came to stands in its Round.
    round = models.PositiveSmallIntegerField(default=1)
    reopen_asked_at = models.DateTimeField(null=True, blank=True)
    reopen_answer_due_at = models.DateTimeField(null=True, blank=True)
    escalation_level = models.PositiveSmallIntegerField(default=0)
    is_confidential = models.BooleanField(default=False, db_default=False)
    barred = ArrayField(models.BigIntegerField(), default=list, blank=True, db_default=[])
    # The root of a duplicate, and what undoing needs: phase and clocks of before.
    duplicate_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
        db_index=False,
    )
    before_merge = models.JSONField(null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        db_index=False,
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [
            # The desk's list, newest first, and cursor paging of the API.
            models.Index(fields=["-submitted_at", "-id"], name="complaint_newest_first"),
            # The worklist of everybody and the overdue count: open ones only, so it stays small.
            models.Index(
                fields=["due_at", "id"],
                name="complaint_open_by_due",
                condition=Q(state__in=OPEN_STATES),
            ),
            # The worklist of one unit.
            models.Index(
                fields=["unit", "due_at", "id"],
                name="complaint_open_of_unit",
                condition=Q(state__in=OPEN_STATES),
            ),
            # The job that goes on with the work when a question stays unanswered.
            models.Index(
                fields=["answer_due_at"],
                name="complaint_waiting_for_answer",
                condition=Q(state=State.WAITING_CITIZEN),
            ),
            # "The other cases of this kind", and the guard when a category is deleted.
            models.Index(fields=["category", "-submitted_at"], name="complaint_of_category"),
            trigram_index("search_text", name="complaint_search"),
            # Requests to reopen wait in triage's tray; only a few rows at a time.
            models.Index(
                fields=["reopen_answer_due_at"],
                name="complaint_asked_to_reopen",
                condition=Q(reopen_asked_at__isnull=False),
            ),
            # Who is told besides the reporter, and what shows the root's phase.
            models.Index(
                fields=["duplicate_of"],
                name="complaint_duplicates_of",
                condition=Q(duplicate_of__isnull=False),
            ),
            # "Are parts still open?", asked at every closing.
            models.Index(
                fields=["parent"],
                name="complaint_parts_of",
                condition=Q(parent__isnull=False),
            ),
            # What is near-by: asked by every reporter before the words are typed.
            GistIndex(fields=["pin"], name="complaint_near"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="complaint_public_id_is_unique"),
            models.UniqueConstraint(fields=["number"], name="complaint_number_is_unique"),
            models.UniqueConstraint(
                fields=["tracking_code"], name="complaint_tracking_code_is_unique"
            ),
            models.UniqueConstraint(
                fields=["client_key"],
                name="complaint_client_key_makes_one_complaint",
                condition=Q(client_key__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_is_in_a_known_phase", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="complaint_says_where",
                condition=Q(pin__isnull=False) | Q(village__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_in_work_has_a_unit",
                condition=~Q(state__in=[State.WORKING, State.WAITING_EXTERNAL, State.DONE])
                | Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_with_outside_body_names_it",
                condition=~Q(state=State.WAITING_EXTERNAL) | Q(outside_body__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_refused_has_a_reason",
                condition=~Q(state=State.CLOSED_OTHER) | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="complaint_is_closed_exactly_when_it_has_an_end",
                condition=Q(state__in=OPEN_STATES, closed_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="complaint_is_a_duplicate_exactly_when_it_has_a_root",
                condition=Q(state=State.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(state=State.DUPLICATE) & Q(duplicate_of__isnull=True)),
            ),
            models.CheckConstraint(
                name="complaint_is_not_its_own_root_or_part",
                condition=~Q(duplicate_of=models.F("id")) & ~Q(parent=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN_STATES
