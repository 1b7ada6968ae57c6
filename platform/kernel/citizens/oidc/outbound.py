"""Requests to identity providers: never into our own network (abuse case E36).

A provider's address is configuration of a municipality, and its answers name further addresses.
Each name is resolved once, every address it has must be public, and the connection goes to the
address that was checked; redirects are not followed.
"""

import socket
from ipaddress import ip_address
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

PATIENCE_SECONDS = 5


def checked_address(host: str, port: int) -> str:
    """Return a public address of the host.

    Raises:
        OSError: the name is unknown, or one of its addresses is not public.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if host not in settings.OIDC_PRIVATE_HOSTS and not all(map(_is_public, addresses)):
        raise OSError("the provider's address is inside our own network")
    return addresses[0]


def _is_public(text: str) -> bool:
    address = ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_global and not address.is_multicast


class _Pinned(HTTPConnection):
    """Connects to the address that was checked, and to no other."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        try:
            self._dns_host = checked_address(name, self.port)
            return super()._new_conn()
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        finally:
            self._dns_host = name


class _PinnedTls(_Pinned, HTTPSConnection):
    """The same over TLS; the certificate is checked against the name."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Pinned


class _PoolTls(HTTPSConnectionPool):
    ConnectionCls = _PinnedTls


class _Guarded(HTTPAdapter):
    """Sends through pinned connections only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTls}


class _Session(requests.Session):
    """A session that follows no redirect."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask once, with patience that ends."""
        kwargs |= {"allow_redirects": False, "timeout": kwargs.get("timeout") or PATIENCE_SECONDS}
        return super().request(*args, **kwargs)


def guarded_session() -> requests.Session:
    """Return a session for questions to a provider; no proxy and no password file is read."""
    session = _Session()
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Guarded())
    return session
