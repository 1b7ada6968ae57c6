"""Tags that know who is looking."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.utils import timezone

from kernel.access import selectors
from kernel.access.errors import SecondFactorMissing
from kernel.access.web.doors import HAT, actor_of
from kernel.actors import Actor

register = template.Library()


@register.simple_tag(takes_context=True)
def current_actor(context: dict[str, Any]) -> Actor | None:
    """Return who acts in this request, or None before the second factor is set up."""
    try:
        return actor_of(context["request"])
    except SecondFactorMissing:
        return None


@register.inclusion_tag("access/_hat_switcher.html", takes_context=True)
def hat_switcher(context: dict[str, Any]) -> dict[str, Any]:
    """Offer the officer's hats of today; nothing to choose, nothing shown."""
    request = context["request"]
    actor = current_actor(context)
    if actor is None or actor.officer_id is None:
        return {"hats": []}
    hats = selectors.hats(selectors.officer(actor.officer_id), timezone.now())
    return {
        "request": request,
        "hats": hats if len(hats) > 1 else [],
        "wearing": request.session.get(HAT),
    }


BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Line/": "LINE",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """Name browser and device as people know them; an unknown one by its own words."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    machine = next((name for mark, name in DEVICES.items() if mark in user_agent), "")
    return " · ".join(filter(None, (browser, machine))) or user_agent[:60]


@register.filter
def in_fours(secret: str) -> str:
    """Return a long secret in groups of four, as people copy it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.filter
def without_echoes(form: BaseForm) -> BaseForm:
    """Take the library's placeholders away: they only repeat the label, and look like values."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
