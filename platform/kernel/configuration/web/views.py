"""What this municipality has set: to look at, and to change a group at a time."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kernel.actors import Actor
from kernel.configuration.files import keeper
from kernel.configuration.groups import Section, section, sections
from kernel.configuration.permissions import Permission
from kernel.configuration.saving import save
from kernel.configuration.settings import Setting, SettingType, setting
from kernel.configuration.shelves import shelves_for
from kernel.configuration.web.fields import value_text
from kernel.configuration.web.forms import SectionForm
from kernel.errors import Refused
from kernel.ports import ACTOR_OF


@require_safe
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Show everything that this officer may look at or change, by shelf."""
    actor = ACTOR_OF.require()(request)
    shelves = shelves_for(actor)
    if not shelves:
        actor.require(Permission.VIEW)
    return render(request, "configuration/settings.html", {"shelves": shelves})


@require_safe
@login_required
def values(request: HttpRequest) -> HttpResponse:
    """Show the settings of one group with their present values."""
    actor, found = _reader(request), _section(request)
    context = {
        "group": found.group,
        "lines": [_line(item) for item in found.settings],
        "may_change": actor.holds(Permission.MANAGE),
    }
    return render(request, "configuration/values.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """Change the settings of one group."""
    actor = ACTOR_OF.require()(request)
    actor.require(Permission.MANAGE)
    found = _section(request)
    if request.method != "POST":
        return _page(request, SectionForm(found))
    form = SectionForm(found, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        changed = save(values=form.values(), files=form.files_wanted, by=actor, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, form, status=refused.status)
    words = _("บันทึกการตั้งค่าแล้ว") if changed else _("ไม่มีสิ่งใดเปลี่ยน")
    toasts.success(request, words)
    return redirect(f"{reverse('configuration:settings')}#{found.group.name}-line")


@require_safe
@login_required
def file(request: HttpRequest) -> HttpResponse:
    """Show the small picture of a setting that holds a file."""
    _reader(request)
    items = (item for found in sections() for item in found.settings)
    wanted = request.GET.get("key")
    item = next((one for one in items if one.key == wanted), None)
    if item is None or item.type is not SettingType.FILE:
        raise Http404
    picture = keeper().shown(str(setting(item.key) or ""), "small")
    if picture is None:
        raise Http404
    answer = HttpResponse(picture.content, content_type=picture.content_type)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _reader(request: HttpRequest) -> Actor:
    actor = ACTOR_OF.require()(request)
    if not actor.holds(Permission.MANAGE):
        actor.require(Permission.VIEW)
    return actor


def _section(request: HttpRequest) -> Section:
    found = section(request.GET.get("group", ""))
    if found is None:
        raise Http404
    return found


def _line(item: Setting) -> dict[str, object]:
    value = setting(item.key)
    return {"item": item, "value": value, "text": value_text(item, value)}


def _page(request: HttpRequest, form: SectionForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "group": form.section.group}
    return render(request, "configuration/edit.html", context, status=status)
