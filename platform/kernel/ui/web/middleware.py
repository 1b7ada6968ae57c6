"""An expected "no" of a service becomes a page instead of a crash."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kernel.errors import Refused
from kernel.ui.errors import refused_page


class RefusedPages:
    """Translate a `Refused` that a web view let through into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a bug and goes up."""
        return refused_page(request, exception) if isinstance(exception, Refused) else None
