"""Redaction of words: passages are covered wherever the complaint repeats them."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.errors import Invalid
from kernel.search import search_text
from modules.complaints.models import Complaint, Entry, EntryKind, Publication, Round
from modules.complaints.permissions import Permission
from modules.complaints.services.moving import said
from modules.complaints.services.publishing import without_contacts
from modules.complaints.services.redacting import NotRedacted, check_reason, redactable, tell

# Always as long: how much is covered says nothing of what.
COVER = "█████"
LEAST_LETTERS = 2
MOST_PASSAGES = 50

type Blot = Callable[[str], str]


class NothingToCover(Invalid):
    """Neither a passage was named nor the contacts."""

    code = "nothing_to_cover"
    message = _("โปรดพิมพ์ข้อความที่จะปกปิดอย่างน้อย 1 บรรทัด หรือเลือกปกปิดเบอร์โทรและอีเมล")


class PassageUnknown(Invalid):
    """The passage stands nowhere in the complaint."""

    code = "passage_unknown"
    message = _("ไม่พบข้อความ “%(passage)s” ในเรื่องนี้ โปรดคัดลอกให้ตรงทุกตัวอักษร")


@transaction.atomic
def redact_words(
    *,
    complaint_id: int,
    passages: Collection[str],
    with_contacts: bool = False,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Cover the passages in words, place, answers and history; contacts too when asked.

    Every page, list, search and sheet has the covered text from now on. What stood there is
    kept beside it, once: covering more later never makes a covered text the original.

    Raises:
        Missing: the actor may not see the complaint.
        NotAllowed: the actor may not redact.
        NothingToCover: nothing was named.
        PassageUnknown: a passage stands nowhere in it.
    """
    complaint = redactable(complaint_id, Permission.REDACT, by=by)
    wanted = sorted({said(text) for text in passages}, key=len, reverse=True)
    wanted = [text for text in wanted if len(text) >= LEAST_LETTERS][:MOST_PASSAGES]
    if not wanted and not with_contacts:
        raise NothingToCover(field="passages")
    entries = list(Entry.objects.filter(complaint=complaint).order_by("pk"))
    _check_known(wanted, complaint, entries)

    def blot(text: str) -> str:
        for passage in wanted:
            text = text.replace(passage, COVER)
        return without_contacts(text, mask=COVER) if with_contacts else text

    cover(complaint, entries, blot)
    after: dict[str, object] = {"passages": len(wanted), "contacts": with_contacts}
    tell(complaint, EntryKind.REDACTED, after, by=by, at=at)
    return complaint


@transaction.atomic
def restore_words(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Uncover every text of the complaint; what the public pages say stays as it is.

    Raises:
        Missing: the actor may not see the complaint.
        NotAllowed: the actor may not redact, or not see originals.
        ReasonMissing: no reason was given.
        NotRedacted: no text of it is covered.
    """
    complaint = redactable(complaint_id, Permission.REDACT, Permission.SEE_ORIGINAL, by=by)
    check_reason(reason)
    entries = list(Entry.objects.filter(complaint=complaint, unredacted__isnull=False))
    if complaint.unredacted is None and not entries:
        raise NotRedacted
    kept = complaint.unredacted or {}
    for row in Round.objects.filter(complaint=complaint):
        row.score_words = kept.get("rounds", {}).get(str(row.number), row.score_words)
        row.save(update_fields=["score_words"])
    for name in ("words", "place", "answers"):
        setattr(complaint, name, kept.get(name, getattr(complaint, name)))
    complaint.unredacted = None
    _save(complaint)
    for entry in entries:
        for name, text in (entry.unredacted or {}).items():
            setattr(entry, name, text)
        entry.unredacted = None
        entry.save(update_fields=["public_text", "internal_note", "unredacted"])
    tell(complaint, EntryKind.RESTORED, {"words": True}, reason=reason, by=by, at=at)
    return complaint


def cover(complaint: Complaint, entries: Collection[Entry], blot: Blot) -> None:
    """Blot every text of the complaint, and keep beside it what had stood there at first."""
    kept = dict(complaint.unredacted or {})
    for name in ("words", "place"):
        was, now = getattr(complaint, name), blot(getattr(complaint, name))
        if was != now:
            kept.setdefault(name, was)
            setattr(complaint, name, now)
    answers = {code: blot(text) for code, text in complaint.answers.items()}
    if answers != complaint.answers:
        kept.setdefault("answers", complaint.answers)
        complaint.answers = answers
    rounds = _cover_rounds(complaint, blot)
    if rounds:
        kept["rounds"] = rounds | kept.get("rounds", {})
    complaint.unredacted = kept or None
    _save(complaint)
    for entry in entries:
        _cover_entry(entry, blot)
    for row in Publication.objects.filter(complaint=complaint).exclude(words=""):
        row.words = blot(row.words)
        row.save(update_fields=["words"])


def _cover_rounds(complaint: Complaint, blot: Blot) -> dict[str, str]:
    kept = {}
    for row in Round.objects.filter(complaint=complaint).exclude(score_words=""):
        now = blot(row.score_words)
        if now != row.score_words:
            kept[str(row.number)] = row.score_words
            row.score_words = now
            row.save(update_fields=["score_words"])
    return kept


def _cover_entry(entry: Entry, blot: Blot) -> None:
    """Blot an entry: the one exception to a history that is never edited (PDPA, section 37)."""
    kept = dict(entry.unredacted or {})
    for name in ("public_text", "internal_note"):
        was, now = getattr(entry, name), blot(getattr(entry, name))
        if was != now:
            kept.setdefault(name, was)
            setattr(entry, name, now)
    if kept:
        entry.unredacted = kept
        entry.save(update_fields=["public_text", "internal_note", "unredacted"])


def _check_known(wanted: list[str], complaint: Complaint, entries: Collection[Entry]) -> None:
    told = [complaint.words, complaint.place, *complaint.answers.values()]
    told += [text for entry in entries for text in (entry.public_text, entry.internal_note)]
    told += list(Round.objects.filter(complaint=complaint).values_list("score_words", flat=True))
    told += list(Publication.objects.filter(complaint=complaint).values_list("words", flat=True))
    for passage in wanted:
        if not any(passage in text for text in told):
            raise PassageUnknown(field="passages", passage=passage)


def _save(complaint: Complaint) -> None:
    complaint.search_text = search_text(
        complaint.number, complaint.words, complaint.place, complaint.category.name_th
    )
    names = ["words", "place", "answers", "unredacted", "search_text"]
    complaint.save(update_fields=names)
