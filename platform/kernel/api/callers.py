"""Who calls, as one short text for keys and counters; never a name or an address."""

from django.utils.crypto import salted_hmac
from rest_framework.request import Request


def caller_of(request: Request) -> str:
    """Return the account that calls, or "anonymous"."""
    if request.user and request.user.is_authenticated:
        return f"account:{request.user.pk}"
    return "anonymous"


def address_of(request: Request) -> str:
    """Return the client's address, turned into a digest that names nobody.

    REMOTE_ADDR is true: kernel.observability.edge settled whom to believe about it.
    """
    address = request.META.get("REMOTE_ADDR", "")
    digest = salted_hmac("kernel.api.address", address, algorithm="sha256")
    return digest.hexdigest()[:20]


def counted_as(request: Request) -> str:
    """Return whose requests are counted together: the account, else the address."""
    caller = caller_of(request)
    return f"address:{address_of(request)}" if caller == "anonymous" else caller
