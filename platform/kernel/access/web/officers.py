"""Pages about officers: the list, one officer, coming and going."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.access import selectors, services
from kernel.access.models import Account, AppointmentKind
from kernel.access.permissions import Permission
from kernel.access.web.doors import actor_of, officer_required
from kernel.access.web.forms import NewOfficerForm, OfficerForm, ReasonForm, SearchForm
from kernel.access.web.refusals import show_refusal
from kernel.errors import Refused

PAGE = 50


@require_safe
@officer_required(permission=Permission.PEOPLE_VIEW)
def people(request: HttpRequest) -> HttpResponse:
    """List the officers with today's hats, found by words or by division."""
    form = SearchForm(request.GET or None, divisions=selectors.divisions())
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = selectors.directory(
        words=asked.get("q", ""), division=asked.get("division"), at=timezone.now()
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    query = f"{kept.urlencode()}&" if kept else ""
    context = {"form": form, "page": page, "query": query, **_may(request)}
    return render(request, "access/people.html", context)


@require_safe
@officer_required(permission=Permission.PEOPLE_VIEW)
def officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Show an officer and every hat they wore, wear or will wear."""
    person = selectors.officer(officer_id)
    hats = {hat.pk for hat in selectors.hats(person, timezone.now())}
    context = {
        "officer": person,
        "history": selectors.history(person),
        "worn": hats,
        "kinds": AppointmentKind,
        **_may(request),
    }
    return render(request, "access/officer.html", context)


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Record a new officer, then show the link by which they choose a password."""
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = services.create_officer(
                **form.cleaned_data, by=actor_of(request), at=timezone.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _invitation(request, person.account, person.pk)
    return render(request, "access/officer_form.html", {"form": form, "title": _("เพิ่มเจ้าหน้าที่")})


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def edit(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Correct the facts about an officer."""
    person = selectors.officer(officer_id)
    facts = {name: getattr(person, name) for name in ("prefix", "first_name", "last_name", "phone")}
    form = OfficerForm(request.POST or None, initial={**facts, "email": person.account.email})
    if request.method == "POST" and form.is_valid():
        services.amend_officer(
            officer_id=officer_id, **form.cleaned_data, by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("access:officer", officer_id)
    context = {"form": form, "title": _("แก้ไขข้อมูลเจ้าหน้าที่"), "officer": person}
    return render(request, "access/officer_form.html", context)


@require_POST
@officer_required(permission=Permission.PEOPLE_MANAGE)
def invite(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Show a new link by which the officer chooses a password."""
    account = selectors.officer(officer_id).account
    services.note_invitation(officer_id=officer_id, by=actor_of(request), at=timezone.now())
    return _invitation(request, account, officer_id)


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def close(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Close the officer's account, for a reason."""
    person = selectors.officer(officer_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.deactivate(
            officer_id=officer_id, **form.cleaned_data, by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("ปิดบัญชีแล้ว ผู้ใช้ออกจากระบบทุกเครื่องทันที"))
        return redirect("access:officer", officer_id)
    return render(request, "access/officer_close.html", {"form": form, "officer": person})


@require_POST
@officer_required(permission=Permission.PEOPLE_MANAGE)
def reopen(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Open the officer's account again."""
    services.reactivate(officer_id=officer_id, reason="", by=actor_of(request), at=timezone.now())
    messages.success(request, _("เปิดบัญชีอีกครั้งแล้ว"))
    return redirect("access:officer", officer_id)


def _invitation(request: HttpRequest, account: Account, officer_id: int) -> HttpResponse:
    address = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(account),
            "key": default_token_generator.make_token(account),
        },
    )
    context = {
        "account": account,
        "officer_id": officer_id,
        "address": request.build_absolute_uri(address),
    }
    answer = render(request, "access/invitation.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_manage": actor_of(request).holds(Permission.PEOPLE_MANAGE)}
