"""What everybody may see of the complaints: only published ones, only their public columns."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.gis.geos import Polygon
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from kernel.documents.models import Document
from kernel.errors import Missing
from modules.complaints.models import Category, Complaint, Publication
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
    "complaint__category__name_th",
    "complaint__category__name_en",
    "complaint__category__icon",
    "complaint__village__number",
    "complaint__village__name_th",
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
    is_secret = bool(getattr(complaint, "is_confidential", False))
    return complaint.state not in NEVER_PUBLIC and not is_secret


def published(filters: PublicFilters) -> QuerySet[Publication]:
    """Return the cases on the public pages, the newest first, without any other column."""
    related = ("complaint__category", "complaint__village", "complaint__unit")
    rows = _shown(filters).select_related(*related).only(*_COLUMNS)
    return rows.order_by("-complaint__submitted_at", "-complaint_id")


def points(filters: PublicFilters, box: Box | None) -> list[Publication]:
    """Return the newest cases with a pin, at most three hundred, inside the box if one is given."""
    rows = published(filters).filter(pin__isnull=False)
    if box is not None:
        rows = rows.filter(pin__coveredby=Polygon.from_bbox(box))
    return list(rows[:MOST_POINTS])


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
    """Count the cases by kind and by village, each in one query, the most first."""
    by_kind = _tally(filters, "category")
    by_village = _tally(filters, "village")
    return by_kind, by_village


def is_published_photo(document: Document) -> bool:
    """Tell whether a moderator has chosen the photo for everybody, and its case is public."""
    rows = _shown(PublicFilters()).filter(complaint__attachments__document=document)
    return rows.filter(photos__contains=[str(document.public_id)]).exists()


def _shown(filters: PublicFilters) -> QuerySet[Publication]:
    rows = Publication.objects.filter(is_shown=True).exclude(complaint__state__in=NEVER_PUBLIC)
    if hasattr(Complaint, "is_confidential"):
        rows = rows.filter(complaint__is_confidential=False)
    exact = {
        "complaint__village__code": filters.village,
        "complaint__submitted_at__gte": filters.received_from,
    }
    rows = rows.filter(**{lookup: value for lookup, value in exact.items() if value})
    if filters.category:
        kinds = Category.objects.filter(
            Q(code=filters.category)
            | Q(parent__code=filters.category)
            | Q(parent__parent__code=filters.category)
        )
        rows = rows.filter(complaint__category__in=kinds)
    if filters.standing:
        is_open = Q(complaint__state__in=OPEN_STATES)
        rows = rows.filter(is_open if filters.standing == "open" else ~is_open)
    return rows


def _tally(filters: PublicFilters, of: str) -> list[Tally]:
    names = [f"complaint__{of}__{field}" for field in ("code", "name_th", "name_en")]
    counted = (
        _shown(filters)
        .filter(**{f"complaint__{of}__isnull": False})
        .values_list(*names)
        .annotate(
            total=Count("pk"),
            closed=Count("pk", filter=~Q(complaint__state__in=OPEN_STATES)),
        )
        .order_by("-total", names[0])
    )
    return [
        Tally(code=code, name=_name(name_th, name_en), total=total, closed=closed)
        for code, name_th, name_en, total, closed in counted
    ]


def _name(name_th: str, name_en: str) -> str:
    return name_en if get_language() == "en" and name_en else name_th
