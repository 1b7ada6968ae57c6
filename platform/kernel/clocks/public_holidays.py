"""The days on which Thai government offices are closed, from the kept library `holidays`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from holidays import country_holidays

# The cabinet's list for government offices: public days, and the Royal Ploughing day.
CATEGORIES = ("public", "government")
# Labour Day is a holiday of employees under the labour law; government offices work.
NOT_OFFICIAL = "แรงงาน"


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day off for all government offices, substitution days included."""

    date: date
    name: str
    name_en: str


def public_holidays(years: Iterable[int]) -> list[PublicHoliday]:
    """Return the days of these Gregorian years, in order."""
    wanted = sorted(set(years))
    thai = country_holidays("TH", years=wanted, language="th", categories=CATEGORIES)
    english = country_holidays("TH", years=wanted, language="en_US", categories=CATEGORIES)
    return [
        PublicHoliday(day, name, english.get(day, ""))
        for day, name in sorted(thai.items())
        if NOT_OFFICIAL not in name
    ]
