"""The work order (ใบสั่งงาน): one page per complaint, for a crew that works with paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Refused
from kernel.geo.sketch import sketch_around
from kernel.printing.codes import qr
from kernel.printing.pages import Paper, composed
from kernel.printing.pictures import for_print
from kernel.tenancy import site_url
from modules.complaints import selectors
from modules.complaints.models import Attachment, AttachmentRole, Complaint
from modules.complaints.selectors.jobs import parts_used
from modules.complaints.services.bulk import NothingChosen, TooManyChosen

# The kind of handout.
KIND = "complaints.work_orders"
MOST_PHOTOS = 4
# Half a second each (docs/decisions/0014): a paper of fifty is made in half a minute.
MOST = 50
# What the drawing shows, in metres.
WIDE, HIGH = 704, 400
# Lines left free for what the crew writes down by hand.
FREE_LINES = 3
_ROLES = {AttachmentRole.BEFORE: 0, AttachmentRole.OTHER: 1, AttachmentRole.AFTER: 2}


class NoUnitYet(Refused):
    """Nobody is responsible yet, so there is nobody to order."""

    code = "no_unit_yet"
    message = _("ยังไม่มอบหมายหน่วยงาน จึงออกใบสั่งงานไม่ได้: %(numbers)s")
    remedy = _("มอบหมายหน่วยงานก่อน แล้วพิมพ์อีกครั้ง")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Photo:
    name: str
    role: str


def check_orderable(*, chosen: Sequence[str], by: Actor) -> list[Complaint]:
    """Return the chosen complaints (public ids) if a work order of each can be printed.

    Raises:
        NothingChosen, TooManyChosen: there is none, or more than one paper takes.
        Missing: one does not exist, is confidential, or not for this officer.
        NoUnitYet: one has no responsible unit.
    """
    once = list(dict.fromkeys(chosen))
    if not once:
        raise NothingChosen
    if len(once) > MOST:
        raise TooManyChosen(most=MOST)
    found = [selectors.listed(actor=by, public_id=UUID(one)) for one in once]
    without = [row.number for row in found if row.unit_id is None]
    if without:
        raise NoUnitYet(numbers=", ".join(without))
    return found


@transaction.atomic
def work_order(*, public_id: str, by: Actor, at: datetime) -> Paper:
    """Write the work order of a complaint, and note who printed it.

    The reporter's contact is never on it: paper gets lost.

    Raises:
        Missing: it does not exist, or not for this officer.
        NoUnitYet: it has no responsible unit.
    """
    (complaint,) = check_orderable(chosen=[public_id], by=by)
    pictures: dict[str, bytes] = {}
    sheet = _sheet(complaint, pictures)
    audit.record(
        actor=by,
        action="complaint.work_order",
        subject=f"complaint:{complaint.pk}",
        at=at,
    )
    return composed(
        "complaints/work_order.html", sheet, pictures=pictures, printed_by=by.label, at=at
    )


def _sheet(complaint: Complaint, pictures: dict[str, bytes]) -> dict[str, Any]:
    used = parts_used(complaint)
    pin = complaint.pin
    drawing = sketch_around(pin, width=WIDE, height=HIGH) if pin else None
    desk = site_url(reverse("complaints:desk-detail", args=[complaint.public_id]))
    return {
        "complaint": complaint,
        "answers": selectors.answers_in_words(complaint),
        "photos": list(_photos(complaint, pictures)),
        "parts": used,
        "free_lines": range(max(FREE_LINES - len(used), 1)),
        "desk_qr": qr(desk),
        "pin": f"{pin.y:.6f}, {pin.x:.6f}" if pin else "",
        "way_qr": qr(way_to(pin.y, pin.x)) if pin else "",
        "sketch": drawing if drawing and not drawing.is_empty else None,
    }


def way_to(latitude: float, longitude: float) -> str:
    """Return the address at which any phone's map shows the way."""
    return f"https://www.google.com/maps/dir/?api=1&destination={latitude:.6f},{longitude:.6f}"


def _photos(complaint: Complaint, pictures: dict[str, bytes]) -> Iterable[_Photo]:
    rows = Attachment.objects.filter(complaint=complaint).select_related("document")
    ordered = sorted(rows, key=lambda row: (_ROLES[AttachmentRole(row.role)], row.pk))
    for row in ordered[:MOST_PHOTOS]:
        body = for_print(row.document)
        if body is not None:
            name = str(row.document.public_id)
            pictures[name] = body
            yield _Photo(name=name, role=str(AttachmentRole(row.role).label))
