"""Who else hears of a complaint: found out by one question, since most have nobody."""

from typing import NamedTuple

from django.db.models import Exists

from modules.complaints.models import Complaint, Publication


class Audience(NamedTuple):
    """Whether others were merged into it, everybody sees it, and somebody has decided whether."""

    has_merged: bool
    is_public: bool
    is_decided: bool


def audience(complaint: Complaint) -> Audience:
    """Return who else hears of the complaint."""
    merged = Complaint.objects.filter(duplicate_of=complaint)
    decided = Publication.objects.filter(complaint=complaint)
    asked = Complaint.objects.filter(pk=complaint.pk).values_list(
        Exists(merged), Exists(decided.filter(is_shown=True)), Exists(decided)
    )
    return Audience(*asked.get())
