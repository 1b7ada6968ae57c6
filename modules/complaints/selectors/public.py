"""What everybody may see of the complaints: only published ones, only their public columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.db.models import Count, F, Q, QuerySet

from kernel.documents.models import Document
from kernel.errors import Missing
from kernel.geo.models import Village
from modules.complaints.models import Category, Complaint, Publication
from modules.complaints.selectors.categories import below
from modules.complaints.states import OPEN_STATES, State

# Not looked at yet, taken back by the reporter, or shown at another complaint.
NEVER_PUBLIC = (State.NEW, State.CANCELLED, State.DUPLICATE)
MOST_POINTS = 300
_COLUMNS = (
    "public_id",
    "words",
    "photos",
    "pin",
    "complaint__state",
    "complaint__submitted_at",
    "complaint__closed_at",
    "complaint__category__code",
    "complaint__category__name_th",
    "complaint__category__name_en",
    "complaint__category__icon",
    "complaint__village__code",
    "complaint__village__number",
    "complaint__village__name_th",
    "complaint__unit__code",
    "complaint__unit__name_th",
    "complaint__unit__name_en",
)

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFilters:
    """What a reader narrows the cases by; empty means all."""

    category: str = ""
    village: str = ""
    standing: str = ""
    received_from: datetime | None = None
    received_until: datetime | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many cases of one kind or village there are, and how many are closed."""

    code: str
    name: str
    total: int
    closed: int

    @property
    def open(self) -> int:
        """How many somebody still works on."""
        return self.total - self.closed


def may_be_public(complaint: Complaint) -> bool:
    """Tell whether a moderator may put the complaint on the public pages."""
    return complaint.state not in NEVER_PUBLIC and not complaint.is_confidential


def published(filters: PublicFilters, *, box: Box | None = None) -> QuerySet[Publication]:
    """Return the cases on the public pages, the newest first, without any other column."""
    related = ("complaint__category", "complaint__village", "complaint__unit")
    rows = narrowed(filters, box=box).select_related(*related).only(*_COLUMNS)
    # A column of its own, so that pages can be told apart by it.
    rows = rows.annotate(received_at=F("complaint__submitted_at"))
    return rows.order_by("-received_at", "-pk")


def narrowed(filters: PublicFilters, *, box: Box | None = None) -> QuerySet[Publication]:
    """Return the rows of the public pages that the filters keep, inside the box if one is given."""
    rows = Publication.objects.filter(is_shown=True, complaint__is_confidential=False)
    rows = rows.exclude(complaint__state__in=NEVER_PUBLIC)
    exact = {
        "complaint__village__code": filters.village,
        "complaint__submitted_at__gte": filters.received_from,
        "complaint__submitted_at__lt": filters.received_until,
    }
    rows = rows.filter(**{lookup: value for lookup, value in exact.items() if value})
    for square in filter(None, (filters.box, box)):
        rows = rows.filter(pin__coveredby=Polygon.from_bbox(square))
    if filters.category:
        rows = rows.filter(complaint__category__in=below(filters.category))
    if filters.standing:
        is_open = Q(complaint__state__in=OPEN_STATES)
        rows = rows.filter(is_open if filters.standing == "open" else ~is_open)
    return rows


def points(filters: PublicFilters, box: Box | None) -> list[Publication]:
    """Return the newest cases with a pin, at most three hundred, inside the box if one is given."""
    return list(published(filters, box=box).filter(pin__isnull=False)[:MOST_POINTS])


def extent(filters: PublicFilters) -> Box | None:
    """Return the box around the pins of the cases, or None when there is no pin."""
    found: Box | None = narrowed(filters).aggregate(box=Extent("pin"))["box"]
    return found


def public_case(public_id: UUID) -> Publication:
    """Return one case of the public pages.

    Raises:
        Missing: it is not public, or was never there; the answer is the same.
    """
    found = published(PublicFilters()).filter(public_id=public_id).first()
    if found is None:
        raise Missing
    return found


def tallies(filters: PublicFilters) -> tuple[list[Tally], list[Tally]]:
    """Count the cases by kind and by village, the most first, reading them once for both."""
    counted = list(
        narrowed(filters)
        .values_list("complaint__category_id", "complaint__village_id")
        .annotate(
            total=Count("pk"),
            closed=Count("pk", filter=~Q(complaint__state__in=OPEN_STATES)),
        )
        .order_by()
    )
    kinds = {row.pk: (row.code, row.name) for row in Category.objects.all()}
    places = {row.pk: (row.code, str(row)) for row in Village.objects.defer("geom")}
    by_kind = [(kinds[kind], total, closed) for kind, _village, total, closed in counted]
    by_village = [
        (places[village], total, closed)
        for _kind, village, total, closed in counted
        if village is not None
    ]
    return _added(by_kind), _added(by_village)


def chosen_photos(rows: Iterable[Publication]) -> dict[str, Document]:
    """Return the photos that moderators have chosen for these cases and that are ready, by id."""
    wanted = {key for row in rows for key in row.photos}
    found = Document.objects.filter(public_id__in=wanted) if wanted else ()
    return {str(photo.public_id): photo for photo in found if photo.is_ready}


def is_published_photo(document: Document) -> bool:
    """Tell whether a moderator has chosen the photo for everybody, and its case is public."""
    rows = narrowed(PublicFilters()).filter(complaint__attachments__document=document)
    return rows.filter(photos__contains=[str(document.public_id)]).exists()


def _added(counted: list[tuple[tuple[str, str], int, int]]) -> list[Tally]:
    sums: dict[tuple[str, str], Tally] = {}
    for (code, name), total, closed in counted:
        known = sums.get((code, name))
        sums[code, name] = Tally(
            code=code,
            name=name,
            total=total + (known.total if known else 0),
            closed=closed + (known.closed if known else 0),
        )
    return sorted(sums.values(), key=lambda tally: (-tally.total, tally.code))
