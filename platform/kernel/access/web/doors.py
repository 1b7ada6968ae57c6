"""From a request to an actor, and the locks on the desk's doors."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, overload

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from kernel.access import selectors
from kernel.access.days import day_of
from kernel.access.errors import (
    HatNotYours,
    OfficersOnly,
    SecondFactorMissing,
    SignInRequired,
)
from kernel.access.models import Account, Appointment, Division, Officer, Position
from kernel.actors import Actor, citizen
from kernel.configuration.memory import Remembered

HAT = "access_hat"
ASKED = "access_actor"
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

type View = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in this request; asked once, so that a change of hats acts at the next.

    Whoever is not signed in, or is not an officer here, is a citizen without permissions.

    Raises:
        SecondFactorMissing: an officer who has no second factor yet.
    """
    account = request.user
    known: tuple[object, Actor] | None = getattr(request, ASKED, None)
    if known and known[0] == account.pk:
        return known[1]
    actor = _read_actor(request)
    setattr(request, ASKED, (account.pk, actor))
    return actor


def officer_of(request: HttpRequest) -> Officer | None:
    """Return the officer who is signed in, or None."""
    account = request.user
    if not isinstance(account, Account) or not account.is_officer:
        return None
    return Officer.objects.select_related("account").filter(account_id=account.pk).first()


def _read_actor(request: HttpRequest) -> Actor:
    account = request.user
    if not isinstance(account, Account):
        return citizen()
    if not account.is_officer:
        return citizen(label=str(account), account_id=account.pk)
    session = getattr(request, "session", None)
    wearing = session.get(HAT) if session is not None else None
    try:
        actor = _hatted(account, wearing)
    except HatNotYours:
        # The hat came off at midnight, or by somebody's hand: go on in one's own positions.
        request.session.pop(HAT, None)
        actor = _hatted(account, None)
    return actor or citizen(label=str(account), account_id=account.pk)


def _hatted(account: Account, wearing: int | None) -> Actor | None:
    """Return the officer of the account with the hat; None when the account is no officer's."""
    found = _hats(account.pk, wearing, day_of(timezone.now()), translation.get_language())
    if found is None:
        return None
    has_factor, actor = found
    if not (has_factor or (settings.DEMO and account.is_demo)):
        raise SecondFactorMissing
    return actor


def _read_hats(
    account_id: int, wearing: int | None, _day: date, _language: str | None
) -> tuple[bool, Actor] | None:
    """Return whether the officer has a second factor, and who acts with the hat on that day."""
    officer = _with_factor().select_related("account").filter(account_id=account_id).first()
    if officer is None:
        return None
    return officer.has_factor, selectors.actor_for(officer, timezone.now(), wearing)


def _with_factor() -> QuerySet[Any]:
    factors = Authenticator.objects.filter(user=OuterRef("account_id"), type__in=_FACTORS)
    return Officer.objects.annotate(has_factor=Exists(factors))


# For a second, like all configuration: who is an officer, in which positions, with a factor.
_hats = Remembered(
    "access.hats",
    _read_hats,
    of=(Account, Officer, Appointment, Position, Division, Authenticator),
)


def require_officer(request: HttpRequest, permission: str | None = None) -> Actor:
    """Return the acting officer, or refuse.

    Raises:
        SignInRequired: nobody is signed in.
        OfficersOnly: a citizen or one of the central team is signed in.
        SecondFactorMissing: the officer has no second factor yet.
        NotAllowed: no hat worn grants the permission.
    """
    if not request.user.is_authenticated:
        raise SignInRequired
    actor = actor_of(request)
    if actor.officer_id is None:
        raise OfficersOnly
    if permission is not None:
        actor.require(permission)
    return actor


@overload
def officer_required(view: View, /) -> View: ...
@overload
def officer_required(*, permission: str | None = None) -> Callable[[View], View]: ...


def officer_required(
    view: View | None = None, /, *, permission: str | None = None
) -> View | Callable[[View], View]:
    """Open the view to officers only, or to those whose hat grants the permission."""

    def lock(inner: View) -> View:
        @wraps(inner)
        def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require_officer(request, permission)
            return inner(request, *args, **kwargs)

        return locked

    return lock(view) if view is not None else lock


class OfficerRequiredMixin:
    """Open a class-based view to officers only; `permission` narrows it."""

    permission: str | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the hat before the view begins."""
        require_officer(request, self.permission)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
