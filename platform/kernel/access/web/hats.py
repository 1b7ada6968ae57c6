"""Change the hat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kernel.access import selectors
from kernel.access.web.doors import HAT, actor_of, officer_required


@require_POST
@officer_required
def wear(request: HttpRequest) -> HttpResponse:
    """Put on the hat named in the form, or with an empty one go back to one's own positions."""
    chosen = request.POST.get("hat", "")
    officer = selectors.officer(actor_of(request).officer_id or 0)
    wearing = int(chosen) if chosen.isdecimal() else None
    actor = selectors.actor_for(officer, timezone.now(), wearing)
    if wearing:
        request.session[HAT] = wearing
    else:
        request.session.pop(HAT, None)
    messages.success(request, _("ขณะนี้ทำงานในฐานะ %(hat)s") % {"hat": actor.capacity or actor.label})
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(target if safe else "/desk/")
