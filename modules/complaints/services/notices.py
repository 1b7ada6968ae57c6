"""Tell the reporter and the unit, through the one outbox, in the transaction of the change."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kernel.access.models import Officer
from kernel.access.selectors import officers_holding
from kernel.notifications import services as notifications
from kernel.notifications.recipients import Recipient
from kernel.tenancy import site_url, tenant_salt
from kernel.thai import thai_datetime
from modules.complaints.models import Complaint, Entry, Follower, Publication
from modules.complaints.models.tracking_code import grouped
from modules.complaints.permissions import Permission
from modules.complaints.selectors import state_labels, unit_name
from modules.complaints.selectors.audience import Audience
from modules.complaints.selectors.contacts import reporter_or_none

STOP_PURPOSE = "complaints.follow"
# What whoever follows is told of; the words to the reporter stay the reporter's.
NEWS = frozenset({"assign", "hand_over", "take_back", "resolve", "refuse", "reopen"})


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
        is_sealed=complaint.is_confidential,
    )


def tell_unit(complaint: Complaint, *, entry: Entry, at: datetime) -> None:
    """Tell the officers who work in the responsible unit that there is something for them."""
    if complaint.unit is None:
        return
    officers = officers_holding(Permission.WORK, complaint.unit, at=at)
    tell_officers(complaint, officers, "complaint.unit_assigned", entry=entry)


def tell_responsible(
    complaint: Complaint, event: str, *, entry: Entry, at: datetime | None = None
) -> None:
    """Tell the responsible unit, or those who sort while there is none; once for this entry."""
    moment = at or entry.at
    if complaint.is_confidential:
        officers = officers_holding(Permission.CONFIDENTIAL, at=moment)
    elif complaint.unit is None:
        officers = officers_holding(Permission.TRIAGE, at=moment)
    else:
        officers = officers_holding(Permission.WORK, complaint.unit, at=moment)
    tell_officers(complaint, officers, event, entry=entry, at=moment)


def tell_officers(
    complaint: Complaint,
    officers: Iterable[Officer],
    event: str,
    *,
    entry: Entry,
    at: datetime | None = None,
) -> None:
    """Write the notice for each officer who can be reached, with the way to the desk.

    Of a confidential complaint only who may see it is told, and nothing but its number.
    """
    officers = in_the_know(complaint, officers, at=at or entry.at)
    link = site_url(reverse("complaints:desk-detail", args=[complaint.public_id]))
    what = event.partition(".")[2]
    for officer in officers:
        account = officer.account
        if not (account.email or account.phone):
            continue
        with translation.override(account.language):
            context = _usual_words(complaint) | {"link": link, "code": ""} | _hush(complaint)
        notifications.notify(
            event=event,
            recipient=Recipient(
                name=str(officer),
                email=account.email,
                phone=account.phone,
                language=account.language,
            ),
            context=context,
            key=f"complaint:{complaint.pk}:{what}:{entry.pk}:{officer.pk}",
            at=at or entry.at,
            is_sealed=complaint.is_confidential,
        )


def in_the_know(
    complaint: Complaint, officers: Iterable[Officer], *, at: datetime
) -> list[Officer]:
    """Keep the officers who may hear of the complaint: all of them, unless it is confidential."""
    if not complaint.is_confidential:
        return list(officers)
    holders = {officer.pk for officer in officers_holding(Permission.CONFIDENTIAL, at=at)}
    told = holders.difference(complaint.barred)
    return [officer for officer in officers if officer.pk in told]


def tell_others(complaint: Complaint, others: Audience, move: str, *, entry: Entry) -> None:
    """Tell the followers, and the reporters of what was merged into it, that it has gone on."""
    if move not in NEWS:
        return
    if others.has_merged:
        merged = Complaint.objects.filter(duplicate_of=complaint).with_names()
        for other in merged.order_by("pk"):
            tell_reporter(other, "complaint.news", _news(complaint), entry=entry)
    if others.is_public and not complaint.is_confidential:
        case = Publication.objects.get(complaint=complaint)
        _tell_followers(complaint, case, entry=entry)


def _tell_followers(complaint: Complaint, case: Publication, *, entry: Entry) -> None:
    of_these = Follower.objects.filter(
        Q(complaint=complaint) | Q(complaint__duplicate_of=complaint)
    )
    for follower in of_these.order_by("pk"):
        _tell_follower(follower, case, "complaint.news", key=str(entry.pk), at=entry.at)


def greet_follower(follower: Follower, *, at: datetime) -> None:
    """Confirm that the contact follows, with the way out."""
    case = Publication.objects.filter(complaint=follower.complaint, is_shown=True).first()
    if case is not None:
        _tell_follower(follower, case, "complaint.followed", key="greeting", at=at)


def stop_link(follower: Follower) -> str:
    """Return the address under which a follower stops being told."""
    token = signing.Signer(salt=tenant_salt(STOP_PURPOSE)).sign(str(follower.pk))
    return site_url(reverse("complaints:unfollow", args=[token]))


def _tell_follower(
    follower: Follower, case: Publication, event: str, *, key: str, at: datetime
) -> None:
    complaint = case.complaint
    with translation.override(follower.language):
        link = site_url(reverse("complaints:case", args=[case.public_id]))
        context = _usual_words(complaint) | _news(complaint) | {"link": link, "code": ""}
    context["stop"] = stop_link(follower)
    notifications.notify(
        event=event,
        recipient=Recipient(
            name="", email=follower.email, phone=follower.phone, language=follower.language
        ),
        context=context,
        key=f"complaint:{complaint.pk}:{event}:{key}:follower:{follower.pk}",
        at=at,
    )


def _hush(complaint: Complaint) -> dict[str, str]:
    """Return the words that stand for what a letter must not say of a confidential complaint."""
    if not complaint.is_confidential:
        return {}
    return {"category": str(_("เรื่องลับ")), "unit": "-", "place": "-"}


def _news(complaint: Complaint) -> dict[str, str]:
    return {"state": state_labels()[complaint.state], "stop": ""}


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
