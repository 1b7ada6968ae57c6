"""What happens in a browser when a door of the desk stays closed."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kernel.access.errors import SecondFactorMissing, SignInRequired


class DoorMiddleware:
    """Lead people to sign-in, or to setting up a second factor, instead of showing a "no"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the two refusals that have a way on; every other goes up."""
        if isinstance(error, SignInRequired):
            return redirect_to_login(request.get_full_path())
        if isinstance(error, SecondFactorMissing):
            messages.warning(request, str(error))
            return redirect("mfa_index")
        return None
