"""Whatever is sent to whatever address of the API: an answer that the document promises, never a 500."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, event, given, note
from hypothesis import settings as examples
from hypothesis import strategies as st
from knox.models import AuthToken
from pytest_django import Settings

from kernel.documents.store import ensure_bucket
from kernel.ports import TenantRef
from modules.complaints.permissions import Permission
from modules.complaints.services.performing import VERBS
from tests.modules.complaints.desk import Visitor, hired
from tests.modules.complaints.town import build_town, filed

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "120"))
METHODS = ("get", "post", "put", "patch", "delete")
PLAUSIBLE = (
    "lamp",
    "rubbish",
    "works",
    "v01",
    "pea",
    "assign",
    "resolve",
    "new",
    "th",
    "2026-04-10",
)
SOUND = {
    "category": "lamp",
    "words": "ไฟทางดับ",
    "longitude": 98.95,
    "latitude": 18.74,
    "name": "สมชาย",
    "phone": "0812345678",
    "move": "assign",
    "reason": "not_ours",
    "body": "pea",
    "unit": "works",
    "remark": "แก้ไขแล้ว",
    "username": "clerk",
    "password": "wrong-password",
}

text = st.one_of(
    st.text(max_size=30),
    st.sampled_from([*PLAUSIBLE, "", "\x00", "\u202e", "ก" * 5000, "'; --", "%s", "1e999", "-1"]),
)
# Half a surrogate pair: JSON can say it, an address cannot.
HALF = "\ud800"
scalar = st.one_of(
    st.just(HALF),
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**62, max_value=2**80),
    st.floats(allow_nan=True),
    st.floats(min_value=18, max_value=99),
    text,
)
anything = st.recursive(
    scalar,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@dataclass
class Operation:
    """One line of the OpenAPI document, with what it may be asked."""

    path: str
    method: str
    statuses: set[str]
    fields: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass
class World:
    """A town with one complaint, a stranger, and an officer with a token."""

    operations: list[Operation]
    complaint: str
    code: str
    callers: tuple[Visitor, ...]


def _operations() -> Iterator[Operation]:
    generator = SchemaGenerator()
    document = generator.get_schema(request=None, public=True)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method])


def _operation(document: dict[str, Any], path: str, method: str, spec: dict[str, Any]) -> Operation:
    content = spec.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    schema = document["components"]["schemas"].get(name, {})
    queries = [found["name"] for found in spec.get("parameters", ()) if found["in"] == "query"]
    return Operation(
        path=path,
        method=method,
        statuses=set(spec["responses"]),
        fields=tuple(schema.get("properties", {})),
        queries=(*queries, "cursor", "page_size"),
    )


@pytest.fixture
def world(tenant: TenantRef, settings: Settings) -> World:
    ensure_bucket()
    settings.API_RATES = dict.fromkeys(("tenant", "caller", "anonymous"), (10**9, 60))
    settings.DEMO = True
    town = build_town()
    complaint = filed()
    person = hired("clerk", town.works, *Permission)
    _kept, token = AuthToken.objects.create(user=person.account)
    officer = Visitor(tenant, HTTP_AUTHORIZATION=f"Bearer {token}")
    return World(
        operations=list(_operations()),
        complaint=str(complaint.public_id),
        code=complaint.tracking_code,
        callers=(Visitor(tenant), officer),
    )


def _path(world: World, operation: Operation, data: st.DataObject) -> str:
    ours = st.just(world.complaint)
    ids = st.one_of(ours, ours, ours, st.uuids().map(str), text)
    path = operation.path
    if "{" in path:
        before, _brace, after = path.partition("{")
        path = f"{before}{quote(data.draw(ids), safe='')}{after.partition('}')[2]}"
    return path


def _body(operation: Operation, data: st.DataObject) -> str:
    names = st.sampled_from(operation.fields) if operation.fields else st.text(max_size=8)
    sound = {name: SOUND[name] for name in operation.fields if name in SOUND}
    if "move" in sound:
        sound["move"] = data.draw(st.sampled_from(sorted(VERBS)))
    spoilt = st.dictionaries(names, st.one_of(text, anything), max_size=2)
    nearly = spoilt.map(lambda changes: {**sound, **changes})
    wild = st.dictionaries(names, anything, max_size=8)
    return json.dumps(data.draw(st.one_of(nearly, nearly, wild, anything)))


def _headers(world: World, data: st.DataObject) -> dict[str, str]:
    printable = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)
    possible = st.fixed_dictionaries(
        {},
        optional={
            "idempotency-key": printable,
            "tracking-code": st.one_of(st.just(world.code), printable),
            "accept-language": st.sampled_from(["en", "th", "*", "xx-yy;q=9"]),
        },
    )
    return data.draw(possible)


def _ask(world: World, operation: Operation, data: st.DataObject) -> HttpResponse:
    caller = data.draw(st.sampled_from(world.callers))
    path, headers = _path(world, operation, data), _headers(world, data)
    if operation.method == "get":
        asked = data.draw(st.dictionaries(st.sampled_from(operation.queries), text, max_size=4))
        note(f"GET {path} {asked} {headers}")
        return caller.get(path, asked, headers=headers)
    body = _body(operation, data)
    note(f"{operation.method} {path} {body} {headers}")
    return caller.generic(
        operation.method.upper(), path, body, content_type="application/json", headers=headers
    )


@examples(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_answer_is_one_the_document_promises(world: World, data: st.DataObject) -> None:
    operation = data.draw(st.sampled_from(world.operations))

    cache.clear()
    with transaction.atomic():
        answer = _ask(world, operation, data)
        transaction.set_rollback(True)

    event(f"{operation.method} {operation.path} {answer.status_code}")
    assert answer.status_code < 500
    assert str(answer.status_code) in operation.statuses
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
