"""Who may file how many reports: one source cannot flood the desk (abuse case B14)."""

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from kernel.api.counting import count
from kernel.errors import Refused
from modules.complaints.services.report import Report

MOST_FROM_ONE_PLACE = 30
MOST_FROM_ONE_PHONE = 10
WINDOW_SECONDS = 3600


class TooManyReports(Refused):
    """So many reports came from the same place or phone that they wait for the next hour."""

    code = "too_many_reports"
    status = 429
    message = _("มีการแจ้งเรื่องจากที่เดียวกันจำนวนมากในชั่วโมงนี้")
    remedy = _("โปรดลองใหม่ภายหลัง หากเป็นเรื่องเร่งด่วนโปรดโทรหาเทศบาล")


def admit(*, report: Report, asker: str) -> None:
    """Count the report for its place and its phone; the cache keeps counting when we refuse.

    Raises:
        TooManyReports: one of the two has sent too many within the hour.
    """
    digits = "".join(filter(str.isdigit, report.contact.phone))
    limits = [(f"place:{asker}", MOST_FROM_ONE_PLACE)]
    if digits:
        limits.append((f"phone:{digits[-9:]}", MOST_FROM_ONE_PHONE))
    for source, most in limits:
        if count(cache, f"complaints.reports:{source}", seconds=WINDOW_SECONDS) > most:
            raise TooManyReports
