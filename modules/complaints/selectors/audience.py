"""Who else hears of a complaint: found out by one question, since most have nobody."""

from typing import NamedTuple

from django.db import connection

from modules.complaints.models import Complaint

_ASKED = """
SELECT EXISTS (SELECT FROM complaints_complaint WHERE duplicate_of_id = %s),
       EXISTS (SELECT FROM complaints_publication WHERE complaint_id = %s AND is_shown),
       EXISTS (SELECT FROM complaints_publication WHERE complaint_id = %s)
"""


class Audience(NamedTuple):
    """Whether others were merged into it, everybody sees it, and somebody has decided whether."""

    has_merged: bool
    is_public: bool
    is_decided: bool


def audience(complaint: Complaint) -> Audience:
    """Return who else hears of the complaint."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [complaint.pk] * 3)
        return Audience(*cursor.fetchone())
