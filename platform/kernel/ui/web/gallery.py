"""The gallery page: every component in every state, to be looked at and tested."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kernel.ui.web.specimens import SpecimenForm, specimen_points, specimens


@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; a POST shows the form as it looks when it is refused."""
    wrong = SpecimenForm({"title": "", "channel": "", "phone": "08"}, prefix="wrong")
    context = {
        "form": SpecimenForm(),
        "wrong": wrong,
        **specimens(at=timezone.now()),
    }
    return render(request, "ui/gallery.html", context)


@require_safe
def points(_request: HttpRequest) -> HttpResponse:
    """Answer a few points for the map of many."""
    return JsonResponse(specimen_points())
