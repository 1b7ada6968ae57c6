"""What the field crew uses up: the catalogue is configuration, the rows belong to a complaint."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language


class Part(models.Model):
    """A part or material of the municipality's catalogue, such as a lamp or a bag of asphalt."""

    code = models.CharField(max_length=40)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True, default="")
    unit_th = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="complaint_part_code_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    @property
    def name(self) -> str:
        """The name in the language active now; Thai when no other is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th

    @property
    def unit(self) -> str:
        """The unit in the language active now; Thai when no other is given."""
        return self.unit_en if get_language() == "en" and self.unit_en else self.unit_th


class PartUsed(models.Model):
    """So much of a part went into a complaint.

    Name and unit are copied in: a later change of the catalogue never rewrites what was used.
    """

    # The index lists the parts of one complaint, and the row leaves with its complaint.
    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="parts_used"
    )
    part_code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    actor_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="some_of_the_part_was_used", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.quantity.normalize():f} {self.unit}"
