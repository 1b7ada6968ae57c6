"""Every address, asked oddly: whatever a stranger sends is refused or ignored, never an error."""

import pytest
from django.conf import settings
from django.test import Client

from tests.isolation.entry_points import EntryPoint, entry_points
from tests.isolation.world import World

ADDRESSES = entry_points()
NAMES = ("q", "page", "next", "state", "channel", "words", "tray", "before", "category", "unit",
         "hat", "language", "theme", "code", "size", "v", "client_key", "lat", "lon",
         "subject", "action", "actor", "from_date", "date", "username", "password", "address",
         "year", "colour", "colour_note", "division", "village", "cursor", "page_size")  # fmt: skip
# NUL (the database takes none), a digit that int() refuses, numbers beyond every column, other hosts.
ODD = ("\x00", "a\x00b", "²", "9" * 40, "1e400", "//evil.example/")
GAPS = ("9" * 30, "²", "a%00b", "..%2f..")
ELSEWHERE = ("//", "\\", "https:", "http://evil")


def _visitors(address: EntryPoint, world: World) -> list[Client]:
    guest = Client(headers={"Host": world.here.host})
    visitors = [world.officer_here(), *([] if address.route.startswith("desk/") else [guest])]
    for visitor in visitors:
        visitor.raise_request_exception = False
    return visitors


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda found: found.route)
def test_odd_fields_are_no_error(address: EntryPoint, verb: str, world: World) -> None:
    path = address.path(world.ours(address.route))
    for visitor in _visitors(address, world):
        for odd in ODD:
            answer = getattr(visitor, verb)(path, dict.fromkeys(NAMES, odd))
            assert answer.status_code < 500, odd
            assert not answer.get("Location", "").startswith(ELSEWHERE), odd


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a.parameters], ids=lambda found: found.route
)
def test_odd_numbers_in_an_address_are_no_error(address: EntryPoint, world: World) -> None:
    for visitor in _visitors(address, world):
        for odd in GAPS:
            path = address.path(dict.fromkeys(address.parameters, odd))
            assert visitor.get(path).status_code < 500, path
            assert visitor.post(path).status_code < 500, path


@pytest.mark.parametrize("odd", ['"aaaaaaaa\\000"', "a" * 5000, "\u00e9" * 32, "'; DROP TABLE"])
@pytest.mark.parametrize(
    "name", [settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "csrftoken", "theme"]
)
def test_odd_cookies_are_no_error(name: str, odd: str, world: World) -> None:
    client = Client(headers={"Host": world.here.host, "Cookie": f"{name}={odd}"})
    client.raise_request_exception = False

    for path in ("/", "/desk/", "/me/", "/track/", "/api/v1/complaints/"):
        assert client.get(path).status_code < 500


@pytest.mark.parametrize(
    ("header", "odd"),
    [
        ("Authorization", "Bearer \u00e9\x01"),
        ("Authorization", "Bearer"),
        ("Accept-Language", "x" * 5000),
        ("Accept", "text/html;q=x,*/*;q=" + "9" * 50),
        ("Content-Type", "multipart/form-data"),
        ("Content-Type", "application/json; charset=no-such"),
        ("Content-Length", "-5"),
        ("Tracking-Code", "²" * 28),
        ("Idempotency-Key", "\u00e9"),
        ("X-Request-ID", "\x00\r\nSet-Cookie: a=b"),
        ("If-None-Match", "\x00"),
        ("Referer", "//evil.example/"),
        ("HX-Current-URL", "\x00"),
    ],
)
def test_odd_headers_are_no_error(header: str, odd: str, world: World) -> None:
    client = Client(headers={"Host": world.here.host, header: odd})
    client.raise_request_exception = False

    for path in ("/", "/report/", "/track/", "/api/v1/complaints/", "/tiles/base.json"):
        assert client.get(path).status_code < 500
        assert client.post(path, "{", content_type="application/json").status_code < 500
