"""The outermost door: who really asks, over which scheme, and how much may be sent.

Everything behind it counts by REMOTE_ADDR. Whatever a client claims in forwarding headers is
dropped, unless the connection comes from a proxy of ours (abuse case A1; ASVS 5.0.0, 4.1.3).
"""

import re
from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

Network = IPv4Network | IPv6Network

# A proxy on the same machine that speaks through a socket file has no address.
SOCKET = "unix"
FORWARDED_FOR, FORWARDED_PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
_CLAIMS = (
    FORWARDED_FOR,
    FORWARDED_PROTO,
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_REAL_IP",
    "HTTP_X_CLIENT_IP",
    "HTTP_TRUE_CLIENT_IP",
    "HTTP_CF_CONNECTING_IP",
)


# No cookie of ours holds a NUL, written out or as cookies escape it; the database takes none.
_NUL = re.compile(r"\x00|\\000")


class Proxies:
    """The proxies of this installation."""

    def __init__(self, names: Iterable[str]) -> None:
        given = [name.strip() for name in names if name.strip()]
        self._by_socket = SOCKET in given
        self._networks = [_network(name) for name in given if name != SOCKET]

    def include(self, peer: str) -> bool:
        """Tell whether the connection's other end is ours."""
        if not peer:
            return self._by_socket
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return any(address in network for network in self._networks)

    def client_of(self, peer: str, forwarded: str) -> str:
        """Return the address that our outermost proxy saw, read from the end of the list.

        What stands further left was written by the client. An entry that is no address ends
        the search at the last address that was one.
        """
        client = peer
        for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
            if not _is_address(hop):
                break
            client = hop
            if not self.include(hop):
                break
        return client


class Edge:
    """Set REMOTE_ADDR and scheme from our proxies' word alone; refuse bodies beyond reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.proxies = Proxies(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Clean the request's envelope, then serve it."""
        meta = request.META
        peer = meta.get("REMOTE_ADDR", "")
        if self.proxies.include(peer):
            meta["REMOTE_ADDR"] = self.proxies.client_of(peer, meta.get(FORWARDED_FOR, ""))
            if meta.get(FORWARDED_PROTO, "").rpartition(",")[2].strip().lower() == "https":
                meta["wsgi.url_scheme"] = "https"
        for name in _CLAIMS:
            meta.pop(name, None)
        if _NUL.search(meta.get("HTTP_COOKIE", "")):
            del meta["HTTP_COOKIE"]
        if _length(meta.get("CONTENT_LENGTH")) > settings.LARGEST_BODY:
            return _too_large(request)
        return self.get_response(request)


def _too_large(request: HttpRequest) -> HttpResponseBase:
    page: Callable[[HttpRequest], HttpResponseBase] = import_string(settings.TOO_LARGE_VIEW)
    return page(request)


def _network(name: str) -> Network:
    try:
        return ip_network(name, strict=False)
    except ValueError as error:
        msg = f"TRUSTED_PROXIES holds {name!r}. Write networks like 10.0.0.0/8, or {SOCKET}."
        raise ImproperlyConfigured(msg) from error


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _length(text: object) -> int:
    digits = str(text or "0")
    return int(digits) if digits.isascii() and digits.isdecimal() else 0
