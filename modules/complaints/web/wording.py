"""How states, due times and history read on the pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.documents import document_url
from kernel.documents.models import State as DocumentState
from modules.complaints.models import Complaint, Entry, EntryKind
from modules.complaints.selectors import TimelineEntry
from modules.complaints.selectors.one import public_part
from modules.complaints.states import RefusalReason, State

PILLS: dict[str, str] = {
    State.NEW: "new",
    State.TRIAGE: "new",
    State.WORKING: "working",
    State.WAITING_CITIZEN: "warning",
    State.WAITING_EXTERNAL: "waiting",
    State.DONE: "done",
    State.CLOSED_OTHER: "refused",
    State.CANCELLED: "",
    State.DUPLICATE: "",
}

_TITLES = {
    "take": gettext_lazy("เจ้าหน้าที่รับเรื่องไว้ตรวจสอบ"),
    "assign": gettext_lazy("มอบหมายให้ %(unit)s ดำเนินการ"),
    "reassign": gettext_lazy("เปลี่ยนหน่วยงานรับผิดชอบเป็น %(unit)s"),
    "ask": gettext_lazy("เจ้าหน้าที่ขอข้อมูลเพิ่มเติม"),
    "answer": gettext_lazy("ผู้แจ้งตอบคำถาม"),
    "resume": gettext_lazy("ดำเนินการต่อโดยไม่รอคำตอบ"),
    "hand_over": gettext_lazy("ส่งต่อให้ %(body)s"),
    "take_back": gettext_lazy("รับเรื่องกลับมาดำเนินการต่อ"),
    "resolve": gettext_lazy("ดำเนินการเสร็จแล้ว"),
    "refuse": gettext_lazy("ปิดเรื่อง: %(reason)s"),
    "withdraw": gettext_lazy("ผู้แจ้งถอนเรื่อง"),
    "ask_reopen": gettext_lazy("ผู้แจ้งขอให้เปิดเรื่องอีกครั้ง"),
    "reopen": gettext_lazy("เปิดเรื่องอีกครั้ง เป็นรอบที่ %(round)s"),
    "merge": gettext_lazy("รวมกับเรื่อง %(root)s"),
    "unmerge": gettext_lazy("ยกเลิกการรวมกับเรื่อง %(root)s"),
    "keep_closed": gettext_lazy("ตอบคำขอ: ยังคงปิดเรื่อง"),
}
_KIND_TITLES = {
    EntryKind.FILED: gettext_lazy("เทศบาลได้รับเรื่องแล้ว"),
    EntryKind.DUE_CHANGED: gettext_lazy("ปรับกำหนดแล้วเสร็จ"),
    EntryKind.CONTACT_CORRECTED: gettext_lazy("แก้ไขข้อมูลติดต่อของผู้แจ้ง"),
    EntryKind.NOTE: gettext_lazy("บันทึกภายใน"),
    EntryKind.INFORMATION: gettext_lazy("ผู้แจ้งให้ข้อมูลเพิ่ม"),
    EntryKind.SPLIT: gettext_lazy("แยกเป็นเรื่องย่อย %(part)s"),
    EntryKind.ESCALATED: gettext_lazy("เกินกำหนด แจ้งขั้นที่ %(level)s: %(name)s"),
    EntryKind.RATED: gettext_lazy("ผู้แจ้งให้คะแนน %(score)s จาก 5"),
    EntryKind.SEALED: gettext_lazy("กำหนดเป็นเรื่องลับ"),
    EntryKind.UNSEALED: gettext_lazy("ยกเลิกการเป็นเรื่องลับ"),
    EntryKind.BARRED: gettext_lazy("กำหนดผู้ที่ห้ามเห็นเรื่องลับ"),
    EntryKind.REDACTED: gettext_lazy("ปกปิดข้อมูลบางส่วน"),
    EntryKind.RESTORED: gettext_lazy("เลิกปกปิดข้อมูล"),
    EntryKind.ANONYMISED: gettext_lazy("ลบข้อมูลส่วนบุคคลเมื่อครบเวลาเก็บ"),
}

WITHIN, SOON, LATE, PAUSED, KEPT, BROKEN = "within", "soon", "late", "paused", "kept", "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the history as a page shows it."""

    title: str
    text: str
    note: str
    by: str
    at: datetime
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo as a page shows it: its addresses when it is ready."""

    role: str
    thumb: str
    large: str
    is_ready: bool
    is_pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The promise of time as a badge: what it says and how urgent it looks."""

    standing: str
    label: str
    at: datetime | None
    pill: str


def public_lines(entries: list[TimelineEntry]) -> list[Line]:
    """Return what the citizen may read of the history, the newest first; no officer's name."""
    return _lines(public_part(entries), is_public=True)


def desk_lines(entries: list[TimelineEntry]) -> list[Line]:
    """Return the whole history for the desk, the newest first."""
    return _lines(entries, is_public=False)


def photos(entries: list[TimelineEntry]) -> list[Photo]:
    """Return every photo of the history, in the order of time: before, then after."""
    attachments = [item for entry in entries for item in entry.attachments]
    return [
        Photo(
            role=str(item.get_role_display()),
            thumb=document_url(item.document, "thumb"),
            large=document_url(item.document, "large"),
            is_ready=item.document.is_ready,
            is_pending=item.document.state == DocumentState.PENDING,
        )
        for item in attachments
    ]


def due(complaint: Complaint, *, at: datetime) -> Due:
    """Return the badge for the time in which the complaint should be put right."""
    if complaint.closed_at is not None:
        return _closed_due(complaint)
    if complaint.due_at is None:
        return Due(standing=PAUSED, label=_("หยุดนับเวลาชั่วคราว"), at=None, pill="waiting")
    if complaint.due_at < at:
        return Due(standing=LATE, label=_("เกินกำหนด"), at=complaint.due_at, pill="danger")
    left = complaint.due_at - at
    is_soon = left < (complaint.due_at - complaint.submitted_at) * 0.2
    return Due(
        standing=SOON if is_soon else WITHIN,
        label=_("กำหนดเสร็จ"),
        at=complaint.due_at,
        pill="warning" if is_soon else "plain",
    )


def desk_due(complaint: Complaint, *, at: datetime) -> Due:
    """Return what the desk is pressed by: a request to reopen has a time of its own."""
    until = complaint.reopen_answer_due_at
    if until is None:
        return due(complaint, at=at)
    is_late = until < at
    return Due(
        standing=LATE if is_late else SOON,
        label=_("ต้องตอบคำขอภายใน"),
        at=until,
        pill="danger" if is_late else "warning",
    )


def _closed_due(complaint: Complaint) -> Due:
    if complaint.is_on_time is None:
        return Due(standing=PAUSED, label=_("ไม่นับเวลา"), at=None, pill="")
    if complaint.is_on_time:
        return Due(standing=KEPT, label=_("เสร็จตามกำหนด"), at=None, pill="done")
    return Due(standing=BROKEN, label=_("เสร็จเกินกำหนด"), at=None, pill="danger")


def _lines(entries: list[TimelineEntry], *, is_public: bool) -> list[Line]:
    last = len(entries) - 1
    lines = [
        Line(
            title=_title(item.entry),
            text=item.entry.public_text,
            note="" if is_public else item.entry.internal_note,
            by="" if is_public else item.entry.actor_label,
            at=item.entry.at,
            is_now=number == last,
        )
        for number, item in enumerate(entries)
    ]
    return lines[::-1]


def _title(entry: Entry) -> str:
    if entry.kind != EntryKind.MOVED:
        return str(_KIND_TITLES[EntryKind(entry.kind)]) % _names(entry)
    return str(_TITLES[entry.move]) % _names(entry)


def _names(entry: Entry) -> dict[str, Any]:
    reason = entry.facts.get("reason", "")
    return {
        "unit": entry.unit_name,
        "round": entry.facts.get("round", ""),
        "level": entry.facts.get("level", ""),
        "name": entry.facts.get("name", ""),
        "root": entry.facts.get("root", ""),
        "part": entry.facts.get("part", ""),
        "score": entry.facts.get("score", ""),
        "body": entry.facts.get("body_name", ""),
        "reason": RefusalReason(reason).label if reason else "",
    }
