"""The reporter adds to an open complaint; no phase changes and no clock."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, NotAllowed, Refused
from modules.complaints.models import AttachmentRole, Complaint, Entry, EntryKind
from modules.complaints.policies import is_the_reporter
from modules.complaints.services import notices
from modules.complaints.services.moving import locked, said
from modules.complaints.services.photos import Photos, attach

MOST_WORDS = 4000


class NothingAdded(Invalid):
    """Neither words nor a photo came."""

    code = "nothing_added"
    message = _("โปรดพิมพ์ข้อความหรือแนบภาพอย่างน้อยหนึ่งอย่าง")


class ClosedToInformation(Refused):
    """The complaint is closed; what is still wrong is a request to reopen."""

    code = "closed_to_information"
    message = _("เรื่องนี้ปิดแล้ว จึงเพิ่มข้อมูลไม่ได้")
    remedy = _("ถ้ายังไม่เรียบร้อย โปรดขอให้เปิดเรื่องอีกครั้ง")


@transaction.atomic
def add_information(
    *, complaint_id: int, text: str, photos: Photos = (), by: Actor, at: datetime
) -> Complaint:
    """Write what the reporter adds into the history, and tell the responsible unit.

    Raises:
        NotAllowed: the actor has not shown the tracking code.
        ClosedToInformation: the complaint is closed.
        NothingAdded: neither words nor a photo came.
        TooManyPhotos: there are more than an entry takes.
    """
    complaint = locked(complaint_id)
    if not is_the_reporter(by, complaint):
        raise NotAllowed
    if not complaint.is_open:
        raise ClosedToInformation
    words = said(text)[:MOST_WORDS]
    if not (words or photos):
        raise NothingAdded(field="text")
    entry = Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.INFORMATION,
        before_state=complaint.state,
        after_state=complaint.state,
        public_text=words,
        actor_kind=by.kind,
        actor_label=by.label,
        at=at,
    )
    attach(complaint, entry, photos, role=AttachmentRole.OTHER, by=by, at=at)
    audit.record(
        actor=by,
        action="complaint.informed",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after={"photos": len(photos)},
    )
    notices.tell_responsible(complaint, "complaint.informed", entry=entry)
    return complaint
