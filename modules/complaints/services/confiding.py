"""Confidential complaints: into the restricted queue, out of it, and who may never see one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.access.selectors import officers_holding
from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, Missing, Refused
from kernel.notifications import services as notifications
from modules.complaints import policies, selectors
from modules.complaints.models import Complaint, Entry, EntryKind, Publication
from modules.complaints.permissions import Permission
from modules.complaints.services.moving import locked, said


class ReasonMissing(Invalid):
    """Who reads the book of deeds wants to know why."""

    code = "reason_missing"
    message = _("โปรดบอกเหตุผล")


class ConfidentialAlready(Refused):
    """It is in the restricted queue."""

    code = "confidential_already"
    message = _("เรื่องนี้เป็นเรื่องลับอยู่แล้ว")


class NotConfidential(Refused):
    """It is an ordinary complaint."""

    code = "not_confidential"
    message = _("เรื่องนี้ไม่ใช่เรื่องลับ")


class MergedComplaint(Refused):
    """Its reporter reads how the root goes on, so it follows the root."""

    code = "merged_complaint"
    message = _("เรื่องนี้รวมกับเรื่องอื่นแล้ว")
    remedy = _("โปรดยกเลิกการรวมก่อน หรือทำที่เรื่องเดิม")


class NobodyLeft(Invalid):
    """Nobody who may see confidential complaints would see this one."""

    code = "nobody_left"
    message = _("ต้องเหลือผู้มีสิทธิ์ดูเรื่องลับอย่างน้อย 1 คน")


@transaction.atomic
def keep_confidential(
    *, complaint_id: int, reason: str, barred: Collection[int] = (), by: Actor, at: datetime
) -> Complaint:
    """Move the complaint, its parts and what was merged into it to the restricted queue.

    It leaves every list, board and public page at once. `barred` are officers (ids) who must
    not see it although their position could: those it is about.

    Raises:
        Missing: the actor may not see it.
        NotAllowed: the actor does not triage.
        ReasonMissing: no reason was given.
        ConfidentialAlready: it is.
        MergedComplaint: it was merged into another.
        NobodyLeft: everybody with the permission would be barred.
    """
    complaint = _checked(complaint_id, reason, by=by)
    if complaint.is_confidential:
        raise ConfidentialAlready
    _check_barred(barred, at=at)
    for row in _with_branches(complaint):
        row.is_confidential = True
        row.barred = sorted(set(barred))
        row.save(update_fields=["is_confidential", "barred"])
        Publication.objects.filter(complaint=row).update(is_shown=False)
        notifications.seal(key_prefix=f"complaint:{row.pk}:")
        _tell(row, EntryKind.SEALED, reason, by=by, at=at)
    return complaint


@transaction.atomic
def make_ordinary(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Bring the complaint back to the ordinary lists, its history and notes included.

    Raises:
        Missing: the actor may not see it.
        ReasonMissing: no reason was given.
        NotConfidential: it is not confidential.
        MergedComplaint: it was merged into another.
    """
    complaint = _checked(complaint_id, reason, by=by)
    if not complaint.is_confidential:
        raise NotConfidential
    for row in _with_branches(complaint):
        row.is_confidential = False
        row.barred = []
        row.save(update_fields=["is_confidential", "barred"])
        _tell(row, EntryKind.UNSEALED, reason, by=by, at=at)
    return complaint


@transaction.atomic
def bar(
    *, complaint_id: int, officers: Collection[int], reason: str, by: Actor, at: datetime
) -> Complaint:
    """Say which officers must not see the confidential complaint although they could.

    Raises:
        Missing: the actor may not see it.
        ReasonMissing: no reason was given.
        NotConfidential: it is not confidential.
        NobodyLeft: everybody with the permission would be barred.
    """
    complaint = _checked(complaint_id, reason, by=by)
    if not complaint.is_confidential:
        raise NotConfidential
    _check_barred(officers, at=at)
    for row in _with_branches(complaint):
        row.barred = sorted(set(officers))
        row.save(update_fields=["barred"])
        _tell(row, EntryKind.BARRED, reason, by=by, at=at)
    return complaint


def _checked(complaint_id: int, reason: str, *, by: Actor) -> Complaint:
    complaint = locked(complaint_id)
    if not selectors.is_visible(by, complaint):
        raise Missing
    policies.at_hand(by, complaint).require(Permission.TRIAGE)
    if not said(reason):
        raise ReasonMissing(field="reason")
    if complaint.duplicate_of_id is not None:
        raise MergedComplaint
    return complaint


def _check_barred(barred: Collection[int], *, at: datetime) -> None:
    holders = {officer.pk for officer in officers_holding(Permission.CONFIDENTIAL, at=at)}
    if barred and holders <= set(barred):
        raise NobodyLeft(field="barred")


def _with_branches(complaint: Complaint) -> list[Complaint]:
    """Return the complaint, locked, with its parts and whatever was merged into one of them."""
    found, level = [complaint], [complaint.pk]
    while level:
        below = Complaint.objects.select_for_update(of=("self",)).with_names()
        rows = below.filter(duplicate_of__in=level) | below.filter(parent__in=level)
        known = {row.pk for row in found}
        more = [row for row in rows.order_by("pk") if row.pk not in known]
        found += more
        level = [row.pk for row in more]
    return found


def _tell(row: Complaint, kind: EntryKind, reason: str, *, by: Actor, at: datetime) -> None:
    facts = {"barred": len(row.barred)}
    Entry.objects.create(
        complaint=row,
        kind=kind,
        before_state=row.state,
        after_state=row.state,
        internal_note=said(reason),
        actor_kind=by.kind,
        actor_label=by.label,
        unit_name=row.unit.name_th if row.unit else "",
        facts=facts,
        at=at,
    )
    audit.record(
        actor=by,
        action=f"complaint.{kind}",
        subject=f"complaint:{row.pk}",
        at=at,
        after={"barred": row.barred},
        reason=said(reason),
    )
