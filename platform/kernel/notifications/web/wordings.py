"""The pages on which a municipality words its notices."""

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access.web import actor_of, officer_required
from kernel.configuration.errors import NotAccepted
from kernel.configuration.permissions import Permission
from kernel.errors import Refused
from kernel.notifications import wordings
from kernel.notifications.placeholders import placeholder
from kernel.notifications.web.wording_forms import WordingForm


@require_GET
@officer_required(permission=Permission.MANAGE)
def notices(request: HttpRequest) -> HttpResponse:
    """List the notices, each with its channels."""
    return render(request, "outbox/wordings.html", {"notices": wordings.ways()})


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.MANAGE)
def wording(request: HttpRequest) -> HttpResponse:
    """Word one notice for one channel; `do` is save, preview or house."""
    way = _way(request)
    form = WordingForm(way, request.POST or None)
    if request.method != "POST" or request.POST.get("do") == "preview":
        return _page(request, form)
    verb = _go_back if request.POST.get("do") == "house" else _save
    if not verb(request, form):
        return _page(request, form, status=400)
    toasts.success(request, _("บันทึก “%(name)s” แล้ว") % {"name": way.notice.label})
    return redirect("wordings:list")


def _save(request: HttpRequest, form: WordingForm) -> bool:
    if not form.is_valid():
        return False
    try:
        wordings.word_notice(
            event=form.way.notice.event,
            channel=form.way.channel.name,
            words=form.words(),
            is_on=form.cleaned_data["is_on"],
            by=actor_of(request),
            at=timezone.now(),
        )
    except NotAccepted as refused:
        form.show(refused)
        return False
    return True


def _go_back(request: HttpRequest, form: WordingForm) -> bool:
    try:
        wordings.use_house_wording(
            event=form.way.notice.event,
            channel=form.way.channel.name,
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _way(request: HttpRequest) -> wordings.Way:
    try:
        return wordings.way(request.GET.get("event", ""), request.GET.get("channel", ""))
    except wordings.NoticeMissing as missing:
        raise Http404 from missing


def _page(request: HttpRequest, form: WordingForm, *, status: int = 200) -> HttpResponse:
    way = form.way
    context = {
        "form": form,
        "way": way,
        "previews": form.previews(),
        "placeholders": [(name, placeholder(way.notice.event, name)) for name in way.notice.words],
        "may_go_back": way.is_own and way.has_house_wording,
    }
    return render(request, "outbox/wording.html", context, status=status)
