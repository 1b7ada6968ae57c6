"""The tester of the routing rules: what would happen, and why; nothing is changed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kernel.access.web import actor_of, officer_required
from kernel.configuration.permissions import Permission as Configuration
from kernel.geo.models import Village
from kernel.geo.services import point, villages
from modules.complaints import selectors
from modules.complaints.models.complaint import Channel
from modules.complaints.permissions import Permission
from modules.complaints.selectors import routing


class TryForm(forms.Form):
    """A complaint that nobody has filed."""

    category = forms.ChoiceField(label=_("ประเภทเรื่อง"))
    village = forms.ChoiceField(label=_("หมู่บ้าน"), required=False)
    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=Channel.choices)
    at = forms.DateTimeField(
        label=_("วันและเวลาที่แจ้ง"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("ว่างไว้คือเวลานี้"),
    )
    lat = forms.FloatField(label=_("ละติจูด"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("ลองจิจูด"), required=False, min_value=-180, max_value=180)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (group.group.name, [(kind.code, kind.name) for kind in group.kinds])
            for group in selectors.category_groups()
        ]
        places = [("", _("ไม่ระบุ")), *((village.code, str(village)) for village in villages())]
        for name, offered in (("category", kinds), ("village", places)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def asked(self) -> routing.Asked:
        """Return what was typed as what the rules look at."""
        given = self.cleaned_data
        at = given["at"] or timezone.now()
        has_pin = given["lat"] is not None and given["lon"] is not None
        return routing.Asked(
            category=selectors.choosable_category(given["category"]),
            village=Village.objects.filter(code=given["village"]).first(),
            pin=point(longitude=given["lon"], latitude=given["lat"]) if has_pin else None,
            channel=given["channel"],
            at=at,
            is_office_time=routing.is_office_time(at),
        )


@never_cache
@require_GET
@officer_required(permission=Permission.ASSIGN)
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules in order, and for a complaint that one makes up what each would say."""
    form = TryForm(request.GET) if "category" in request.GET else TryForm()
    listed = list(routing.rules())
    may_change = actor_of(request).holds(Configuration.MANAGE)
    context: dict[str, Any] = {"form": form, "rules": listed, "may_change": may_change}
    if form.is_bound and form.is_valid():
        active = [rule for rule in listed if rule.is_active]
        decision = routing.decide(form.asked(), active)
        context["decision"] = decision
        context["unit_name"] = selectors.unit_name(decision.unit)
        asked = {answer.rule.pk for answer in decision.answers}
        context["not_asked"] = [rule for rule in active if rule.pk not in asked]
    return render(request, "complaints/routing.html", context)
