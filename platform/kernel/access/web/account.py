"""One's own account: password, second factor, sessions."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show what keeps the account safe, and the doors to change it."""
    context = {"has_factor": _has_factor(request)}
    return render(request, "access/account.html", context)


def _has_factor(request: HttpRequest) -> bool:
    return isinstance(request.user, AbstractBaseUser) and is_mfa_enabled(request.user)
