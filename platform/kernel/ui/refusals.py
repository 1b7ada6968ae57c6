"""A refusal that no view caught becomes a page that says what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kernel.errors import Refused
from kernel.ui.errors import refused_page


class RefusalPages:
    """Answer an uncaught `Refused` with its own status and sentence; the view's work is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the refusal; anything else goes up."""
        return refused_page(request, error) if isinstance(error, Refused) else None
