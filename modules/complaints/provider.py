"""What the complaint desk answers when other rooms ask."""

from django.http import HttpRequest

from kernel.access.web import actor_of
from kernel.api import registry
from kernel.documents import register_policy
from kernel.documents.models import Document
from kernel.ports import MY_MATTERS, WORK_INBOX
from modules.complaints import policies, selectors
from modules.complaints.models.entry import PHOTO_KIND
from modules.complaints.models.tracking_code import read_tracking_code
from modules.complaints.selectors.public import is_published_photo


def may_see_photo(request: HttpRequest, document: Document) -> bool:
    """Tell whether the request may see a photo of a complaint.

    The officer who may see the complaint may, and whoever has opened its tracking page with the
    code in this session, or sends the code in the header Tracking-Code.
    """
    complaint = selectors.complaint_of_photo(document)
    if complaint is None:
        return False
    if is_published_photo(document):
        return True
    if selectors.is_visible(actor_of(request), complaint):
        return True
    shown = set(request.session.get(policies.SHOWN_CODES, ()))
    shown.add(read_tracking_code(request.headers.get("Tracking-Code", "")))
    return complaint.tracking_code in shown


WORK_INBOX.provide("complaints", selectors.work_items)
MY_MATTERS.provide("complaints", selectors.my_matters)
register_policy(PHOTO_KIND, may_see_photo)
registry.register("complaints/", "modules.complaints.api.urls")
