"""Who may file how many reports: one source cannot flood the desk (abuse case B14)."""

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from kernel.api.counting import Limit, first_full
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
    limits = [_limit(f"place:{asker}", MOST_FROM_ONE_PLACE)]
    digits = "".join(filter(str.isdigit, report.contact.phone))
    if digits:
        limits.append(_limit(f"phone:{digits[-9:]}", MOST_FROM_ONE_PHONE))
    if first_full(cache, limits) is not None:
        raise TooManyReports


def _limit(source: str, most: int) -> Limit:
    return Limit(key=f"complaints.reports:{source}", most=most, seconds=WINDOW_SECONDS)
