"""Pages leave compressed: over a slow line the report form arrives in a sixth of the bytes."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_WORDS = ("text/", "application/json", "application/problem+json", "application/geo+json")


class CompressedWords(GZipMiddleware):
    """Compress what is written in words; photos and tiles are compressed already.

    Django pads each answer by a random length and masks the CSRF token anew each time, which is
    what makes compressed pages with secrets safe (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave streams and everything but words as they are."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(_WORDS):
            return response
        return super().process_response(request, response)
