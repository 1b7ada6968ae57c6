"""How the municipality words the phases, and whom it hands complaints to: configuration."""

from django.db import models
from django.utils.translation import get_language

from modules.complaints.states import State


class StateLabel(models.Model):
    """The municipality's own words for a phase."""

    state = models.CharField(max_length=20, choices=State.choices)
    label_th = models.CharField(max_length=60)
    label_en = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], name="a_phase_has_one_label"),
            models.CheckConstraint(
                name="a_label_names_a_known_phase",
                condition=models.Q(state__in=State.values),
            ),
        ]

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" and self.label_en else self.label_th


class OutsideBody(models.Model):
    """A body outside the municipality that repairs what is its own, e.g. the electricity authority.

    `pauses_clock` is the municipality's rule: whether our clock stands while they work.
    """

    code = models.CharField(max_length=40)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    pauses_clock = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="outside_body_code_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language active now; Thai when no other is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th
