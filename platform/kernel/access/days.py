"""Which day it is at the town hall: hats change at midnight there, not in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


def day_of(at: datetime) -> date:
    """Return the date in Asia/Bangkok at that moment."""
    return at.astimezone(BANGKOK).date()
