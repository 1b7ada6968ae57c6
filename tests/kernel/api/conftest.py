"""A caller of the API who stands in front of Ban Mai's host."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

LAMPS = "/api/v1/lamps/"


class Caller(Client):
    """Speaks JSON with one municipality."""

    def send(self, path: str, body: Any, **headers: str) -> HttpResponse:
        """POST the body, given as a value or as raw text."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.post(path, text, content_type="application/json", headers=headers)

    def lamp(self, name: str = "หน้าวัด", *, key: str = "", watts: int = 20) -> HttpResponse:
        """Ask for a lamp, with an Idempotency-Key if one is given."""
        headers = {"idempotency-key": key} if key else {}
        return self.send(LAMPS, {"name": name, "watts": watts}, **headers)


@pytest.fixture
def caller() -> Caller:
    return Caller(HTTP_HOST="banmai.localhost")


@pytest.fixture
def neighbour() -> Caller:
    return Caller(HTTP_HOST="nadee.localhost")
