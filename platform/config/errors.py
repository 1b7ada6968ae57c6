"""What is answered when no view could: a page, or a problem document below /api/."""

from django.http import HttpRequest, HttpResponse

from kernel.api import responses
from kernel.ui import errors

API = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    if request.path.startswith(API):
        return responses.not_found(request)
    return errors.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    if request.path.startswith(API):
        return responses.server_error(request)
    return errors.server_error(request)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    if request.path.startswith(API):
        return responses.too_large(request)
    return errors.too_large(request)
