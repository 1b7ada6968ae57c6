"""Doing the same with several complaints of the list, and reading what became of each."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel.access.selectors import divisions
from kernel.access.web import actor_of, officer_required
from kernel.access.web.doors import HAT
from kernel.actors import Actor
from kernel.errors import Missing, Refused
from modules.complaints import selectors, tasks
from modules.complaints.permissions import Permission
from modules.complaints.services import bulk
from modules.complaints.states import MACHINE, RefusalReason
from modules.complaints.web.forms import RefusingForm

NEEDS = {"take": (), "assign": ("unit",), "reassign": ("unit", "remark"), "refuse": ("remark",)}
RIGHTS = {
    "take": Permission.TRIAGE,
    "assign": Permission.ASSIGN,
    "reassign": Permission.ASSIGN,
    "refuse": Permission.TRIAGE,
}


class ChosenField(forms.Field):
    """The complaints that were ticked in the list, by their public ids."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        """Return the ids that look like ids."""
        ids = [forms.UUIDField(required=False).clean(item) for item in value or []]
        return [str(found) for found in ids if found]


class BulkForm(RefusingForm):
    """What to do with the complaints that were ticked."""

    chosen = ChosenField(required=False)
    move = forms.ChoiceField(label=_("สิ่งที่จะทำ"))
    unit = forms.ChoiceField(label=_("หน่วยงานรับผิดชอบ"), required=False)
    reason = forms.ChoiceField(
        label=_("เหตุผลที่ไม่รับดำเนินการ"), choices=RefusalReason.choices, required=False
    )
    remark = forms.CharField(
        label=_("ข้อความหรือบันทึก"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("มอบหมายและรับเรื่อง: บันทึกภายใน ไม่รับดำเนินการ: ข้อความถึงผู้แจ้ง"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_bulk_%s")
        super().__init__(*args, **kwargs)
        units = [(unit.code, selectors.unit_name(unit)) for unit in divisions()]
        choices = {"move": moves_for(actor), "unit": [("", _("เลือก")), *units]}
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen move needs, before any complaint is touched."""
        sent = dict(self.cleaned_data)
        for name in NEEDS.get(sent.get("move", ""), ()):
            if not sent.get(name):
                self.add_error(name, _("โปรดกรอกข้อมูลนี้"))
        return sent

    def given(self) -> dict[str, str]:
        """Return what the verb of the move is given."""
        sent = self.cleaned_data
        kept = {name: sent[name] for name in ("unit", "reason", "remark")}
        return {**kept, "note": sent["remark"]}


def moves_for(actor: Actor) -> list[tuple[str, Any]]:
    """Return the moves for many that the officer may make."""
    labels = {move.name: move.label for move in MACHINE.moves}
    return [(name, labels[name]) for name in bulk.MOVES if actor.holds(RIGHTS[name])]


@never_cache
@require_POST
@officer_required(permission=Permission.VIEW)
def start(request: HttpRequest) -> HttpResponse:
    """Begin the move for what was ticked; what takes long goes on in the queue."""
    actor, at = actor_of(request), timezone.now()
    form = BulkForm(request.POST, actor=actor)
    if form.is_valid():
        try:
            work = bulk.begin(
                move=form.cleaned_data["move"],
                chosen=form.cleaned_data["chosen"],
                given=form.given(),
                by=actor,
                wearing=request.session.get(HAT),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            bulk.go_on(work, by=actor, at=at)
            bulk.keep(work)
            if work.waiting:
                tasks.go_on_with_bulk.enqueue(bulk_id=work.id, key=f"bulk:{work.id}")
            return redirect("complaints:bulk-result", bulk_id=work.id)
    return render(request, "complaints/bulk.html", {"form": form}, status=400)


@never_cache
@require_GET
@officer_required(permission=Permission.VIEW)
def result(request: HttpRequest, bulk_id: str) -> HttpResponse:
    """Show what became of each complaint; looks again by itself while some still wait.

    Raises:
        Missing: nothing was begun under this id, or by somebody else.
    """
    work = bulk.read(bulk_id)
    if work.officer_id != actor_of(request).officer_id:
        raise Missing
    labels = {move.name: move.label for move in MACHINE.moves}
    context = {
        "work": work,
        "label": labels[work.move],
        "finished": len(work.results),
        "refused": len(work.results) - work.done,
    }
    return render(request, "complaints/bulk_result.html", context)
