"""Fill the calendar from the kept list of public holidays."""

from collections.abc import Iterable

import holidays as kept
from django.db import transaction

from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.clocks.selectors import OFFICE, NoCalendar
from kernel.clocks.selectors import calendar as current_calendar

__all__ = ["current_calendar", "import_public_holidays"]


@transaction.atomic
def import_public_holidays(*, years: Iterable[int], code: str = OFFICE) -> int:
    """Add the public holidays of Thailand in these years (A.D.), and return how many were new.

    Days that stand in the calendar already, local and special ones too, are left as they are.
    Source: the `holidays` library, substitution days included.

    Raises:
        NoCalendar: no calendar of this code is set up.
    """
    found = Calendar.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NoCalendar
    listed = kept.country_holidays("TH", years=list(years), language="th")
    english = kept.country_holidays("TH", years=list(years), language="en_US")
    standing = set(Holiday.objects.filter(calendar=found).values_list("date", flat=True))
    new = [
        Holiday(
            calendar=found,
            date=day,
            name=name,
            name_en=english.get(day, ""),
            kind=HolidayKind.NATIONAL,
        )
        for day, name in sorted(listed.items())
        if day not in standing
    ]
    Holiday.objects.bulk_create(new)
    return len(new)
