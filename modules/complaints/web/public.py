"""The open side of the desk: which cases there are, and what became of them."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from kernel.documents import document_url
from modules.complaints import selectors
from modules.complaints.selectors import public
from modules.complaints.selectors.boxes import box_text
from modules.complaints.selectors.public import Box, PublicFilters
from modules.complaints.web import wording
from modules.complaints.web.case_filters import CasesForm

PAGE_SIZE = 20
KEPT_SECONDS = 60
# Anybody may show the map in a page of their own; no other page of ours may be framed.
EMBED_POLICY: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Pages of a list that was counted already: every case is of one kind."""

    count = 0


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases on a map and as a list, with what they come to by kind and village."""
    form = CasesForm(request.GET)
    filters = form.filters()
    seen = _overview(filters)
    pages = CountedPaginator(public.published(filters), PAGE_SIZE)
    pages.count = seen.total
    page = pages.get_page(request.GET.get("page"))
    labels = selectors.state_labels()
    query = _without(request.GET, "page")
    context = {
        "form": form,
        "page": page,
        "cases": _shown(page, labels),
        "query": f"{query}&" if query else "",
        "source": _source(query),
        "box": box_text(seen.box) if seen.box else "",
        "by_kind": seen.by_kind,
        "by_village": seen.by_village,
        "is_narrowed": any(form.cleaned_data.values()),
        "without_box": _without(request.GET, "page", "box"),
        "embed_url": request.build_absolute_uri(reverse("complaints:cases-embed")),
    }
    return render(request, "complaints/cases.html", context)


@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the public part of one case."""
    found = public.public_case(public_id)
    context = {
        "case": _shown([found], selectors.state_labels())[0],
        "unit_name": selectors.unit_name(found.complaint.unit),
        "lines": wording.public_lines(selectors.timeline(found.complaint)),
    }
    return render(request, "complaints/cases_one.html", context)


@require_safe
@xframe_options_exempt
@csp_override(EMBED_POLICY)
def embed(request: HttpRequest) -> HttpResponse:
    """Show the map alone, for a frame in somebody else's page."""
    seen = _overview(CasesForm(request.GET).filters())
    context = {
        "source": _source(_without(request.GET, "page")),
        "box": box_text(seen.box) if seen.box else "",
        "total": seen.total,
        "closed": sum(tally.closed for tally in seen.by_kind),
    }
    return render(request, "complaints/cases_embed.html", context)


def _source(query: str) -> str:
    address = reverse("complaints:cases-map")
    return f"{address}?{query}" if query else address


def _without(given: QueryDict, *names: str) -> str:
    """Return the question of an address without some of its parts."""
    rest = given.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the cases come to, and where they lie."""

    by_kind: list[public.Tally]
    by_village: list[public.Tally]
    box: Box | None

    @property
    def total(self) -> int:
        """How many there are: every case is of one kind."""
        return sum(tally.total for tally in self.by_kind)


def _overview(filters: PublicFilters) -> Overview:
    """Count at most once a minute for everybody who asks the same."""
    asked = f"{translation.get_language()} {filters}"
    key = f"complaints.cases:{sha256(asked.encode()).hexdigest()}"
    found: Overview | None = cache.get(key)
    if found is None:
        by_kind, by_village = public.tallies(filters)
        found = Overview(by_kind=by_kind, by_village=by_village, box=public.extent(filters))
        cache.set(key, found, KEPT_SECONDS)
    return found


def _shown(rows: Any, labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return the cases as a page shows them, with their photos in one query."""
    rows = list(rows)
    known = public.chosen_photos(rows)
    return [
        {
            "row": row,
            "complaint": row.complaint,
            "state_label": labels[row.complaint.state],
            "pill": wording.PILLS[row.complaint.state],
            "photos": [
                {
                    "thumb": document_url(known[key], "thumb"),
                    "large": document_url(known[key], "large"),
                }
                for key in row.photos
                if key in known
            ],
        }
        for row in rows
    ]
