"""What the complaint desk answers when other rooms ask."""

from collections.abc import Collection

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.access.web import actor_of
from kernel.actors import Actor
from kernel.api import registry
from kernel.audit.subjects import Named, SubjectKind, declare_subject
from kernel.audit.words import describe_fields
from kernel.configuration.permissions import Permission as Configuring
from kernel.documents import register_policy
from kernel.documents.models import Document
from kernel.exchange.kinds import LetterKind, register_letter
from kernel.handouts.makers import register_maker
from kernel.ports import MY_MATTERS, WORK_INBOX
from modules.complaints import policies, selectors, tasks
from modules.complaints.models import Complaint
from modules.complaints.models.entry import PHOTO_KIND
from modules.complaints.models.tracking_code import read_tracking_code
from modules.complaints.permissions import Permission
from modules.complaints.selectors import named
from modules.complaints.selectors.public import is_published_photo
from modules.complaints.services import exporting, letters, receiving, work_orders
from modules.complaints.states import State


def may_see_photo(request: HttpRequest, document: Document) -> bool:
    """Tell whether the request may see a photo of a complaint.

    The officer who may see the complaint may, and whoever has opened its tracking page with the
    code in this session, or sends the code in the header Tracking-Code.
    """
    complaint = selectors.complaint_of_photo(document)
    if complaint is None:
        return may_see_original(request, document)
    if is_published_photo(document):
        return True
    if selectors.is_visible(actor_of(request), complaint):
        return True
    shown = set(request.session.get(policies.SHOWN_CODES, ()))
    shown.add(read_tracking_code(request.headers.get("Tracking-Code", "")))
    return complaint.tracking_code in shown


def may_see_original(request: HttpRequest, document: Document) -> bool:
    """Tell whether the request may see a photo that another one covers.

    Nobody may by its address alone, nor by the tracking code: only an officer with the
    permission who has said why, a few minutes ago, so that every look stands in the audit.
    """
    complaint = selectors.complaint_of_original(document)
    actor = actor_of(request)
    if complaint is None or not selectors.is_visible(actor, complaint):
        return False
    opened = request.session.get(policies.OPENED_ORIGINALS, {})
    until = float(opened.get(str(complaint.public_id), 0))
    return policies.may_see_originals(actor, complaint) and until > timezone.now().timestamp()


def name_complaints(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    """Name complaints by their number alone; a way there for whoever may see them.

    A confidential one is sealed for everybody else.
    """
    found = named.numbers_of(keys)
    seen = named.visible_among(found, reader)
    return {str(one.pk): _named(one, is_seen=one.pk in seen) for one in found}


def _named(complaint: Complaint, *, is_seen: bool) -> Named:
    if complaint.is_confidential and not is_seen:
        return Named(title=_("เรื่องลับ"), is_sealed=True)
    page = reverse("complaints:desk-detail", args=[complaint.public_id])
    return Named(title=complaint.number, url=page if is_seen else "")


def name_all(keys: Collection[str], _reader: Actor) -> dict[str, Named]:
    """Name what concerns no single complaint, such as an export."""
    return {key: Named(title=_("เรื่องร้องเรียน")) for key in keys}


def name_rules(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    """Name the routing rules as the desk calls them."""
    url = reverse("complaints:routing") if reader.holds(Permission.ASSIGN) else ""
    return {rule.code: Named(title=rule.name, url=url) for rule in named.rules_named(keys)}


def name_states(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    """Name the phases whose words were changed."""
    url = reverse("complaints:state-words") if reader.holds(Configuring.MANAGE) else ""
    return {key: Named(title=State(key).label, url=url) for key in keys if key in State.values}


def called(words: str) -> list[str]:
    """Return the ids of the complaints that somebody means by a number."""
    return [str(pk) for pk in named.ids_of_number(words)]


describe_fields(
    "complaint",
    {
        "category": _("ประเภท"),
        "number": _("เลขที่เรื่อง"),
        "tracking_code": _("รหัสติดตาม"),
        "unit": _("หน่วยงาน"),
        "due_at": _("กำหนดแล้วเสร็จ"),
        "photos": _("ภาพถ่าย"),
        "quantity": _("จำนวน"),
        "level": _("ระดับ"),
        "barred": _("ผู้ที่ห้ามเห็น (รหัสเจ้าหน้าที่)"),
        "photo": _("ไฟล์ภาพ"),
        "boxes": _("จำนวนกรอบ"),
        "passages": _("จำนวนข้อความที่ปกปิด"),
        "contacts": _("ปกปิดเบอร์โทรและอีเมล"),
        "words": _("ข้อความ"),
        "followers": _("ผู้ติดตามที่ลบ"),
        "originals": _("ต้นฉบับที่ลบ"),
    },
    values={"state": dict(State.choices)},
)
WORK_INBOX.provide("complaints", selectors.work_items)
MY_MATTERS.provide("complaints", selectors.my_matters)
register_policy(PHOTO_KIND, may_see_photo)
registry.register("complaints/", "modules.complaints.api.urls")
for _kind, _namer, _finder in (
    ("complaint", name_complaints, called),
    ("complaints", name_all, None),
    ("routing_rule", name_rules, None),
    ("complaints.state_label", name_states, None),
):
    declare_subject(SubjectKind(kind=_kind, module="complaints", name=_namer, find=_finder))
register_maker(work_orders.KIND, tasks.make_work_orders)
register_maker(exporting.KIND, tasks.make_list)
for _letter, _content, _receive, _returned in (
    (letters.OFFER, letters.Offer, receiving.open_offer, receiving.offer_returned),
    (letters.ANSWER, letters.Answer, receiving.open_answer, receiving.nothing_returned),
    (letters.STANDING, letters.Standing, receiving.open_standing, receiving.nothing_returned),
):
    register_letter(
        LetterKind(
            name=_letter,
            module="complaints",
            content=_content,
            receive=_receive,
            returned=_returned,
        )
    )
