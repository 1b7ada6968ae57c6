"""Pages by cursor: stable while rows come and go, and as fast on page 1,000 as on the first."""

from typing import Any, override

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class Pages(CursorPagination):
    """Pages in the order of the queryset, made unique by the primary key at its end.

    The first field of the order must not be null: the cursor holds its value.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    @override
    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        """Return the order asked for by the selector, newest first without one."""
        named = queryset.query.order_by or ("-pk",)
        order = tuple(str(name) for name in named)
        if order[-1].lstrip("-") in {"pk", "id"}:
            return order
        sign = "-" if order[-1].startswith("-") else ""
        return (*order, f"{sign}pk")

    @override
    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Return the page; a cursor that was not given out by us is not found."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, OverflowError, ValidationError, DataError) as error:
            raise NotFound from error
