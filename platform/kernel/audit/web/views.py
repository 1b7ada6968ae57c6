"""The page of the book of deeds."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kernel.audit import selectors
from kernel.audit.permissions import Permission
from kernel.audit.web.forms import FiltersForm
from kernel.audit.web.lines import lines_of
from kernel.ports import ACTOR_OF


@require_safe
@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Show who did what, newest first, to those whose position may read the book."""
    reader = ACTOR_OF.require()(request)
    reader.require(Permission.VIEW)
    form = FiltersForm(request.GET)
    page = selectors.page(form.filters(_before(request)))
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "form": form,
        "lines": lines_of(page.entries, reader),
        "older_than": page.older_than,
        "is_first_page": "before" not in request.GET,
        "query": query.urlencode(),
    }
    return render(request, "audit/entries.html", context)


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - fits bigint
