"""How a Thai paper writes numbers and days: Thai digits, Buddhist era."""

from datetime import date, datetime

from django import template

from kernel.thai import thai_date, thai_datetime, thai_digits

register = template.Library()


@register.filter
def thai(value: object) -> str:
    """Write with Thai digits."""
    return thai_digits("" if value is None else value)


@register.filter
def paper_day(day: date | None) -> str:
    """Write a day: ๒๒ พฤศจิกายน ๒๕๖๙."""
    return thai_digits(thai_date(day)) if day else ""


@register.filter
def paper_moment(at: datetime | None) -> str:
    """Write a moment: ๒๒ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๐๕ น."""
    return thai_digits(thai_datetime(at)) if at else ""
