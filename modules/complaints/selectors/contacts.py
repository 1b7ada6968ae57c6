"""The reporter's contact as it may be shown."""

from dataclasses import dataclass

from modules.complaints.models import Complaint, Reporter

MASK = "•"
PHONE_TAIL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownContact:
    """A contact ready for a screen; `is_masked` says that parts are hidden."""

    name: str
    phone: str
    email: str
    is_masked: bool


def masked_contact(complaint: Complaint) -> ShownContact | None:
    """Return the reporter's contact with its middle hidden, or None for an anonymous report."""
    reporter = reporter_or_none(complaint)
    if reporter is None:
        return None
    return ShownContact(
        name=masked_name(reporter.name),
        phone=masked_phone(reporter.phone),
        email=masked_email(reporter.email),
        is_masked=True,
    )


def reporter_or_none(complaint: Complaint) -> Reporter | None:
    """Return the reporter, or None for an anonymous report."""
    known = complaint._state.fields_cache  # noqa: SLF001  # read together with the complaint
    if "reporter" not in known:
        known["reporter"] = Reporter.objects.filter(complaint=complaint).first()
    found: Reporter | None = known["reporter"]
    return found


def masked_name(name: str) -> str:
    """Keep the first letter of each word."""
    return " ".join(word[0] + MASK * 3 for word in name.split())


def masked_phone(phone: str) -> str:
    """Keep the last four digits."""
    return MASK * 6 + phone[-PHONE_TAIL:] if phone else ""


def masked_email(email: str) -> str:
    """Keep the first letter and the domain."""
    local, _at, domain = email.partition("@")
    return f"{local[0]}{MASK * 4}@{domain}" if domain else ""


def is_masked(value: str) -> bool:
    """Tell whether a value came from a masked screen and must never be stored."""
    return MASK in value or "***" in value
