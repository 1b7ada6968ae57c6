"""What can be reported: configuration of the municipality."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from modules.complaints.models.national import NationalType
from modules.complaints.models.question import Question, questions_of


class PhotoRule(models.TextChoices):
    """When a photo is demanded."""

    OPTIONAL = "optional", _("ไม่บังคับ")
    ON_REPORT = "on_report", _("ต้องมีตอนแจ้ง")
    ON_RESOLVE = "on_resolve", _("ต้องมีตอนปิดงาน")
    BOTH = "both", _("ต้องมีทั้งตอนแจ้งและตอนปิดงาน")


class Category(models.Model):
    """A group (no parent) or a kind of complaint inside a group.

    An empty target means: the group's, else the municipality's setting. Targets are minutes of
    working time. Groups may lie in groups; an empty national type means the group's.
    """

    code = models.CharField(max_length=40)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        db_index=False,
    )
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True, default="")
    icon = models.CharField(max_length=40, blank=True, default="")
    keywords = models.CharField(max_length=300, blank=True, default="")
    unit = models.ForeignKey(
        "access.Division",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    response_minutes = models.PositiveIntegerField(null=True, blank=True)
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    # Days after closing until personal data is erased; empty as the targets are, 0 means never.
    retention_days = models.PositiveIntegerField(null=True, blank=True)
    photo_rule = models.CharField(
        max_length=12, choices=PhotoRule.choices, default=PhotoRule.OPTIONAL
    )
    emergency_th = models.CharField(max_length=300, blank=True, default="")
    emergency_en = models.CharField(max_length=300, blank=True, default="")
    questions = models.JSONField(blank=True, default=list)
    national_type = models.CharField(
        max_length=12, choices=NationalType.choices, blank=True, default="", db_default=""
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    # Whether complaints of this kind go on the public map by themselves once assigned.
    is_public = models.BooleanField(default=True)
    # Complaints of this kind are filed into the restricted queue, e.g. those about staff.
    is_confidential = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="complaint_category_code_is_unique"),
            models.CheckConstraint(
                name="complaint_category_counts_as_a_known_national_type",
                condition=Q(national_type__in=["", *NationalType.values]),
            ),
            models.CheckConstraint(
                name="complaint_category_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language active now; Thai when no other is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th

    @property
    def emergency(self) -> str:
        """What to do at once when life is in danger, in the language active now."""
        in_english = get_language() == "en" and self.emergency_en
        return self.emergency_en if in_english else self.emergency_th

    @property
    def asked(self) -> list[Question]:
        """The questions of this kind, in the language active now."""
        return questions_of(self.questions)

    @property
    def wants_photo_on_report(self) -> bool:
        """Whether a report of this kind needs a photo."""
        return self.photo_rule in {PhotoRule.ON_REPORT, PhotoRule.BOTH}

    @property
    def wants_photo_on_resolve(self) -> bool:
        """Whether a complaint of this kind cannot be resolved without a photo."""
        return self.photo_rule in {PhotoRule.ON_RESOLVE, PhotoRule.BOTH}
