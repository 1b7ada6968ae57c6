"""Who calls, as one short text for keys and counters; never a name or an address."""

from django.conf import settings
from django.utils.crypto import salted_hmac
from rest_framework.request import Request


def caller_of(request: Request) -> str:
    """Return the account that calls, or "anonymous"."""
    if request.user and request.user.is_authenticated:
        return f"account:{request.user.pk}"
    return "anonymous"


def address_of(request: Request) -> str:
    """Return the client's address, turned into a digest that names nobody.

    Only as many X-Forwarded-For entries are believed as we run proxies (API_PROXIES).
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.API_PROXIES
    if proxies:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = hops[-min(proxies, len(hops))].strip() or address
    digest = salted_hmac("kernel.api.address", address, algorithm="sha256")
    return digest.hexdigest()[:20]


def counted_as(request: Request) -> str:
    """Return whose requests are counted together: the account, else the address."""
    caller = caller_of(request)
    return f"address:{address_of(request)}" if caller == "anonymous" else caller
