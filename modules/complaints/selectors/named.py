"""Complaints and rules by the names that the book of deeds shows."""

from collections.abc import Collection

from kernel.actors import Actor
from kernel.audit.subjects import numbers
from kernel.thai import arabic_digits, thai_digits
from modules.complaints import policies
from modules.complaints.models import Complaint, RoutingRule


def numbers_of(keys: Collection[str]) -> list[Complaint]:
    """Return the complaints of these ids, with what names and addresses them."""
    found = Complaint.objects.filter(pk__in=numbers(keys))
    return list(found.only("number", "public_id", "is_confidential"))


def visible_among(complaints: Collection[Complaint], reader: Actor) -> set[int]:
    """Return the ids of those that the reader may see."""
    asked = Complaint.objects.filter(pk__in=[found.pk for found in complaints])
    return set(asked.filter(policies.visible_to(reader)).values_list("pk", flat=True))


def ids_of_number(words: str) -> list[int]:
    """Return the complaints of this number, in whichever digits it is written.

    Confidential ones are not found: whether a number is one of them is nobody's to try out.
    """
    asked = {spelling(words.strip()) for spelling in (str, arabic_digits, thai_digits)}
    rows = Complaint.objects.ordinary().filter(number__in=asked)
    return list(rows.values_list("pk", flat=True))


def rules_named(codes: Collection[str]) -> list[RoutingRule]:
    """Return the routing rules of these codes."""
    return list(RoutingRule.objects.filter(code__in=codes))
