"""The pages of every catalogue: the list, one row, its order and its end."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.actors import Actor
from kernel.configuration import editing
from kernel.configuration.catalogues import Catalogue, catalogue_named
from kernel.configuration.errors import NotAccepted, RowMissing
from kernel.configuration.groups import is_group_on
from kernel.configuration.listing import parts, row_of
from kernel.configuration.shelves import may_open
from kernel.configuration.uses import places_of
from kernel.configuration.web.row_forms import RowForm, start_of
from kernel.errors import NotAllowed, Refused
from kernel.ports import ACTOR_OF

_MANY_ROWS = 12


@require_safe
@login_required
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """Show the list; with ?order=1, with buttons that move the rows."""
    catalogue, actor = _open(request, name)
    words = request.GET.get("q", "").strip()[:80]
    may_change = actor.holds(catalogue.manage)
    found = parts(catalogue, words=words)
    count = sum(len(part.rows) for part in found)
    context = {
        "catalogue": catalogue,
        "parts": found,
        "words": words,
        "may_change": may_change,
        "is_ordering": may_change and bool(catalogue.order_field) and "order" in request.GET,
        "has_search": bool(words) or count > _MANY_ROWS,
        "count": count,
        "links": [
            other
            for other in catalogue.links
            if not other.permission or actor.holds(other.permission)
        ],
    }
    return render(request, "configuration/rows.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest, name: str) -> HttpResponse:
    """Add a row."""
    catalogue, actor = _change(request, name)
    _require_loose(catalogue)
    if request.method != "POST":
        return _page(request, RowForm(catalogue, **start_of(catalogue, request.GET)))
    form = RowForm(catalogue, request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        row = editing.add(catalogue=catalogue, values=form.values(), by=actor, at=timezone.now())
    except Refused as refused:
        return _refused(request, form, refused)
    toasts.success(request, _("เพิ่ม “%(name)s” แล้ว") % {"name": catalogue.line(row).title})
    return _back(catalogue, row)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Change a row."""
    catalogue, actor = _change(request, name)
    row = _row(catalogue, pk)
    form = RowForm(catalogue, request.POST or None, row=row)
    if request.method != "POST":
        return _page(request, form, row=row)
    if not form.is_valid():
        return _page(request, form, row=row, status=400)
    try:
        saved = editing.amend(
            catalogue=catalogue,
            pk=pk,
            seen=form.cleaned_data["seen"],
            values=form.values(),
            by=actor,
            at=timezone.now(),
        )
    except Refused as refused:
        return _refused(request, form, refused, row=row)
    toasts.success(request, _("บันทึก “%(name)s” แล้ว") % {"name": catalogue.line(saved).title})
    return _back(catalogue, saved)


@require_http_methods(["GET", "POST"])
@login_required
def remove(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Ask before deleting, and say what stands in the way."""
    catalogue, actor = _change(request, name)
    _require_loose(catalogue)
    row = _row(catalogue, pk)
    if request.method == "POST":
        try:
            editing.remove(catalogue=catalogue, pk=pk, by=actor, at=timezone.now())
        except Refused as refused:
            toasts.error(request, str(refused))
            return redirect("configuration:row-remove", name=name, pk=pk)
        toasts.success(request, _("ลบแล้ว"))
        return redirect("configuration:rows", name=name)
    context = {
        "catalogue": catalogue,
        "row": row,
        "line": catalogue.line(row),
        "is_active": getattr(row, catalogue.active_field, True),
        "uses": places_of(row),
    }
    return render(request, "configuration/row_remove.html", context)


@require_POST
@login_required
def switch(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Take a row out of use, or put it in use again."""
    catalogue, actor = _change(request, name)
    if not catalogue.active_field:
        raise Http404
    verb = editing.switch_on if request.POST.get("to") == "on" else editing.switch_off
    try:
        row = verb(catalogue=catalogue, pk=pk, by=actor, at=timezone.now())
    except RowMissing as missing:
        raise Http404 from missing
    except Refused as refused:
        toasts.error(request, str(refused))
        return redirect("configuration:row", name=name, pk=pk)
    words = _("เปิดใช้แล้ว") if getattr(row, catalogue.active_field) else _("ปิดการใช้งานแล้ว")
    toasts.success(request, words)
    return _back(catalogue, row)


@require_POST
@login_required
def move(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Move a row among its siblings."""
    catalogue, actor = _change(request, name)
    to = request.POST.get("to", "")
    if not catalogue.order_field or to not in set(editing.Place):
        raise Http404
    try:
        editing.move(catalogue=catalogue, pk=pk, to=editing.Place(to), by=actor, at=timezone.now())
    except RowMissing as missing:
        raise Http404 from missing
    answer = redirect("configuration:rows", name=name)
    answer["Location"] += f"?order=1#row-{pk}"
    return answer


def _open(request: HttpRequest, name: str) -> tuple[Catalogue, Actor]:
    catalogue, actor = catalogue_named(name), ACTOR_OF.require()(request)
    if catalogue is None or not is_group_on(catalogue.group):
        raise Http404
    if not may_open(actor, catalogue):
        raise NotAllowed
    return catalogue, actor


def _change(request: HttpRequest, name: str) -> tuple[Catalogue, Actor]:
    catalogue, actor = _open(request, name)
    actor.require(catalogue.manage)
    return catalogue, actor


def _require_loose(catalogue: Catalogue) -> None:
    if catalogue.is_fixed:
        raise Http404


def _row(catalogue: Catalogue, pk: int) -> Model:
    try:
        return row_of(catalogue, pk)
    except RowMissing as missing:
        raise Http404 from missing


def _back(catalogue: Catalogue, row: Model) -> HttpResponse:
    answer = redirect("configuration:rows", name=catalogue.name)
    answer["Location"] += f"#row-{row.pk}"
    return answer


def _refused(
    request: HttpRequest, form: RowForm, refused: Refused, *, row: Model | None = None
) -> HttpResponse:
    if isinstance(refused, NotAccepted):
        form.show(refused)
    else:
        form.add_error(None, str(refused))
    return _page(request, form, row=row, status=refused.status)


def _page(
    request: HttpRequest, form: RowForm, *, row: Model | None = None, status: int = 200
) -> HttpResponse:
    catalogue = form.catalogue
    context = {
        "form": form,
        "catalogue": catalogue,
        "row": row,
        "line": None if row is None else catalogue.line(row),
        "is_active": getattr(row, catalogue.active_field, True),
    }
    return render(request, "configuration/row.html", context, status=status)
