"""Tell the reporter and the unit, through the one outbox, in the transaction of the change."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from kernel.access.selectors import officers_holding
from kernel.notifications import services as notifications
from kernel.notifications.recipients import Recipient
from kernel.tenancy import site_url
from kernel.thai import thai_datetime
from modules.complaints.models import Complaint, Entry
from modules.complaints.models.tracking_code import grouped
from modules.complaints.permissions import Permission
from modules.complaints.selectors import unit_name
from modules.complaints.selectors.contacts import reporter_or_none


def tracking_link(complaint: Complaint) -> str:
    """Return the address under which the reporter follows the complaint."""
    return site_url(reverse("complaints:track", args=[complaint.tracking_code]))


def tell_reporter(
    complaint: Complaint, event: str, words: Mapping[str, str] | None = None, *, entry: Entry
) -> None:
    """Write the notice for the reporter, once for this entry; an anonymous report has none."""
    reporter = reporter_or_none(complaint)
    if reporter is None or not (reporter.phone or reporter.email):
        return
    with translation.override(reporter.language):
        context = _usual_words(complaint) | dict(words or {})
    notifications.notify(
        event=event,
        recipient=Recipient(
            name=reporter.name,
            email=reporter.email,
            phone=reporter.phone,
            language=reporter.language,
        ),
        context=context,
        key=f"complaint:{complaint.pk}:{event}:{entry.pk}",
        at=entry.at,
    )


def tell_unit(complaint: Complaint, *, entry: Entry, at: datetime) -> None:
    """Tell the officers who work in the responsible unit that there is something for them."""
    if complaint.unit is None:
        return
    link = site_url(reverse("complaints:desk-detail", args=[complaint.public_id]))
    for officer in officers_holding(Permission.WORK, complaint.unit, at=at):
        account = officer.account
        if not (account.email or account.phone):
            continue
        with translation.override(account.language):
            context = _usual_words(complaint) | {"link": link, "code": ""}
        notifications.notify(
            event="complaint.unit_assigned",
            recipient=Recipient(
                name=str(officer),
                email=account.email,
                phone=account.phone,
                language=account.language,
            ),
            context=context,
            key=f"complaint:{complaint.pk}:unit_assigned:{entry.pk}:{officer.pk}",
            at=entry.at,
        )


def _usual_words(complaint: Complaint) -> dict[str, str]:
    return {
        "number": complaint.number,
        "code": grouped(complaint.tracking_code),
        "link": tracking_link(complaint),
        "category": complaint.category.name,
        "unit": unit_name(complaint.unit or complaint.category.unit) or "-",
        "place": complaint.place or (str(complaint.village) if complaint.village else ""),
        "due": _moment(complaint.due_at) if complaint.due_at else "-",
    }


def _moment(at: datetime) -> str:
    if translation.get_language() == "th":
        return thai_datetime(at)
    return date_format(timezone.localtime(at), "j F Y H:i")
