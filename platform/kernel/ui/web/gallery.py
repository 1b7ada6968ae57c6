"""The gallery page: every component in every state, to be looked at and tested."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kernel.ui.web.specimens import SpecimenForm, specimens


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
