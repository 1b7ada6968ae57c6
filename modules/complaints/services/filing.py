"""A report becomes a complaint."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.errors import Refused
from kernel.events import publish
from kernel.numbering import services as numbering
from kernel.search import search_text
from kernel.tenancy import advisory_lock
from kernel.thai import clean_line
from modules.complaints import selectors
from modules.complaints.events import ComplaintFiled
from modules.complaints.models import AttachmentRole, Complaint, Entry, EntryKind, Reporter
from modules.complaints.models.category import Category
from modules.complaints.models.tracking_code import new_tracking_code
from modules.complaints.selectors.categories import is_in_confidence
from modules.complaints.services import deadlines, notices, rules
from modules.complaints.services.photos import stored, tie
from modules.complaints.services.report import (
    Contact,
    Report,
    check_photos,
    cleaned_answers,
    cleaned_contact,
    cleaned_words,
    whereabouts,
)
from modules.complaints.states import State

BOOK = "complaint"
NOTICE_VERSION = "2569-1"


# What our own form sends: 122 random bits (RFC 9562, version 4).
_RANDOM_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class KeyTaken(Refused):
    """The client key belongs to another report."""

    code = "client_key_taken"
    status = 422
    message = _("ส่งข้อมูลนี้ซ้ำกับเรื่องอื่น โปรดเปิดหน้าแจ้งเหตุใหม่แล้วส่งอีกครั้ง")


@transaction.atomic
def submit(*, report: Report, by: Actor, at: datetime) -> Complaint:
    """File the report as a new complaint, or return the one its client key made before.

    Number, clocks, history, audit line and notice are written together or not at all.

    Raises:
        CategoryNotChoosable: the category cannot be reported.
        KeyTaken: the client key made another report; the answer would give its code away.
        Invalid: words, place, photo, answer or contact are not usable; `field` names it.
    """
    if report.client_key:
        advisory_lock(f"complaints.submit:{report.client_key}")
        made = Complaint.objects.with_names().filter(client_key=report.client_key).first()
        if made is not None:
            return _the_same(made, report)
    category = selectors.choosable_category(report.category)
    check_photos(report, category)
    contact = cleaned_contact(report.contact)
    # Before the number: its book stays locked to the end, and photos travel slowly.
    photos = stored(report.photos, by=by, at=at)
    complaint = _write(report, category, at=at)
    entry = _tell_history(complaint, by=by, at=at)
    tie(complaint, entry, photos, role=AttachmentRole.BEFORE)
    _keep_contact(complaint, contact, by=by)
    _tell_house(complaint, by=by, at=at)
    notices.tell_reporter(complaint, "complaint.received", entry=entry)
    return rules.route(complaint=complaint, at=at)


def _the_same(made: Complaint, report: Report) -> Complaint:
    """Return what the key made before: to whoever holds a random key, or sends the same words.

    With it goes the tracking code; a key like "1" must not open another person's report.
    """
    is_random = _RANDOM_KEY.fullmatch(report.client_key.lower()) is not None
    if is_random or (made.words, made.category.code) == (cleaned_words(report), report.category):
        return made
    raise KeyTaken(field="client_key")


@transaction.atomic
def file_part(*, report: Report, parent: Complaint, by: Actor, at: datetime) -> Complaint:
    """File a part of a complaint: a number and clocks of its own, no reporter, no questions.

    Raises:
        CategoryNotChoosable: the category cannot be reported.
        WordsMissing: too little was said.
    """
    category = selectors.choosable_category(report.category)
    part = _write(report, category, at=at, parent=parent)
    _tell_history(part, by=by, at=at)
    _tell_house(part, by=by, at=at)
    return part


def _write(
    report: Report, category: Category, *, at: datetime, parent: Complaint | None = None
) -> Complaint:
    pin, village = whereabouts(report)
    words = cleaned_words(report)
    complaint = Complaint(
        tracking_code=new_tracking_code(),
        client_key=report.client_key or None,
        channel=report.channel,
        category=category,
        words=words,
        answers={} if parent else cleaned_answers(report, category),
        parent=parent,
        is_confidential=_is_confidential(category, parent),
        barred=parent.barred if parent else [],
        pin=pin,
        village=village,
        place=clean_line(report.place)[:300],
        state=State.NEW,
        submitted_at=at,
        moved_at=at,
    )
    deadlines.start(complaint, at=at)
    # As late as possible: whoever files next waits for it until we commit.
    complaint.number = numbering.take(book=BOOK, at=at).text
    complaint.search_text = search_text(complaint.number, words, report.place, category.name_th)
    complaint.save(force_insert=True)
    return complaint


def _is_confidential(category: Category, parent: Complaint | None) -> bool:
    """Tell whether it belongs into the restricted queue: by its kind, or with its whole."""
    return is_in_confidence(category) or (parent is not None and parent.is_confidential)


def _tell_history(complaint: Complaint, *, by: Actor, at: datetime) -> Entry:
    return Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.FILED,
        after_state=complaint.state,
        actor_kind=by.kind,
        actor_label=by.label,
        facts={"channel": complaint.channel},
        at=at,
    )


def _keep_contact(complaint: Complaint, contact: Contact, *, by: Actor) -> None:
    account_id = by.account_id if by.kind is ActorKind.CITIZEN else None
    if contact.is_empty and account_id is None:
        complaint._state.fields_cache["reporter"] = None  # noqa: SLF001  # known, so not asked for
        return
    Reporter.objects.create(
        complaint=complaint,
        account_id=account_id,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        notice_version=NOTICE_VERSION,
    )


def _kind_of(complaint: Complaint) -> dict[str, str]:
    """Return the kind for the book of deeds; of a confidential one its readers learn nothing."""
    return {} if complaint.is_confidential else {"category": complaint.category.code}


def _tell_house(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    audit.record(
        actor=by,
        action="complaint.submit",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after={"number": complaint.number, **_kind_of(complaint)},
    )
    publish(ComplaintFiled(complaint_id=complaint.pk))
