"""The officer's page that decides what everybody may see of one complaint."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kernel.access.web import actor_of, officer_required
from kernel.documents import document_url
from kernel.errors import Refused
from modules.complaints import services
from modules.complaints.models import Attachment, Complaint, Publication
from modules.complaints.permissions import Permission
from modules.complaints.selectors.public import may_be_public
from modules.complaints.services import publishing
from modules.complaints.web.forms import RefusingForm


class PublicationForm(RefusingForm):
    """What everybody may see; words and photos are shown only when chosen."""

    is_shown = forms.BooleanField(
        label=gettext_lazy("แสดงเรื่องนี้บนหน้าสาธารณะ"),
        required=False,
        help_text=gettext_lazy("แสดงประเภท หมุด หมู่บ้าน หน่วยงาน และสถานะ"),
    )
    shows_words = forms.BooleanField(label=gettext_lazy("แสดงข้อความด้านล่าง"), required=False)
    words = forms.CharField(
        label=gettext_lazy("ข้อความที่เผยแพร่"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("ตัดชื่อ เบอร์โทร บ้านเลขที่ และข้อความที่พาดพิงบุคคลออกก่อนเผยแพร่"),
    )
    photos = forms.MultipleChoiceField(label=gettext_lazy("ภาพที่เผยแพร่"), required=False)

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["photos"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, key) for key in offered]


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.TRIAGE)
def publication(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show and change what everybody may see of the complaint."""
    actor = actor_of(request)
    complaint = services.open_for(public_id=public_id, by=actor, at=timezone.now())
    photos = _photos(complaint)
    row = Publication.objects.filter(complaint=complaint).first()
    sent = request.POST if request.method == "POST" else None
    form = PublicationForm(
        sent, offered=[photo["key"] for photo in photos], initial=_initial(complaint, row)
    )
    status = 200
    if sent is not None and form.is_valid():
        try:
            _decide(complaint, form.cleaned_data, by=actor)
        except Refused as refusal:
            form.add_refusal(refusal)
            status = refusal.status
        else:
            messages.success(request, _("บันทึกการเผยแพร่แล้ว"))
            return redirect("complaints:desk-publication", public_id=public_id)
    chosen = set(form["photos"].value() or ())
    context = {
        "complaint": complaint,
        "form": form,
        "publication": row,
        "may_be_public": may_be_public(complaint),
        "photos": [{**photo, "is_chosen": photo["key"] in chosen} for photo in photos],
    }
    return render(request, "complaints/desk_publication.html", context, status=status)


def _decide(complaint: Complaint, said: dict[str, Any], *, by: Any) -> None:
    at = timezone.now()
    if not said["is_shown"]:
        publishing.unpublish(complaint_id=complaint.pk, by=by, at=at)
        return
    wanted = publishing.Publishing(
        words=said["words"] if said["shows_words"] else "", photos=said["photos"]
    )
    publishing.publish(complaint_id=complaint.pk, publishing=wanted, by=by, at=at)


def _initial(complaint: Complaint, row: Publication | None) -> dict[str, Any]:
    known = publishing.without_contacts(complaint.words)
    if row is None:
        return {"words": known}
    return {
        "is_shown": row.is_shown,
        "shows_words": bool(row.words),
        "words": row.words or known,
        "photos": row.photos,
    }


def _photos(complaint: Complaint) -> list[dict[str, Any]]:
    rows = Attachment.objects.filter(complaint=complaint).select_related("document").order_by("pk")
    return [
        {
            "key": str(item.document.public_id),
            "thumb": document_url(item.document, "thumb"),
            "role": item.get_role_display(),
        }
        for item in rows
        if item.document.is_ready
    ]
