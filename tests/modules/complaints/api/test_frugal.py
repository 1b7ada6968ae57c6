"""How many messages to the database a lifecycle costs: each costs about half a millisecond."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connections
from knox.models import AuthToken

from kernel.configuration import memory
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tests.modules.complaints.desk import CLERK, ENGINEER, Visitor, hired
from tests.modules.complaints.town import INSIDE, build_town

COMPLAINTS = "/api/v1/complaints/"
REPORT = {
    "category": "lamp",
    "words": "ไฟทางดับหน้าวัด",
    "longitude": INSIDE[0],
    "latitude": INSIDE[1],
}
MOST = {"create": 11, "assign": 14, "resolve": 14, "find": 6}


@pytest.fixture
def tokens(banmai: TenantRef, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A town whose rows are committed: only what is committed is remembered."""
    monkeypatch.setattr(memory, "LIFETIME_SECONDS", 600.0)
    cache.clear()
    with tenant_scope(banmai):
        town = build_town()
        people = {
            "clerk": hired("clerk", town.health, *CLERK),
            "engineer": hired("engineer", town.works, *ENGINEER),
        }
        return {
            name: AuthToken.objects.create(user=person.account)[1]  # type: ignore[no-untyped-call]
            for name, person in people.items()
        }


def sent(visitor: Visitor, path: str, body: Any = None, token: str = "") -> tuple[Any, int]:
    """Send a request and return its answer and how many statements it took."""
    counted: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with (
        connections["default"].execute_wrapper(count),
        connections["shared"].execute_wrapper(count),
    ):
        if body is None:
            answer = visitor.get(path, headers=headers)
        else:
            headers["Idempotency-Key"] = uuid4().hex
            answer = visitor.post(
                path, json.dumps(body), content_type="application/json", headers=headers
            )
    assert answer.status_code < 300, answer.content
    return answer.json(), len(counted)


def lifecycle(visitor: Visitor, tokens: dict[str, str], words: str) -> dict[str, int]:
    made, create = sent(visitor, COMPLAINTS, REPORT | {"words": words})
    moves = f"{COMPLAINTS}{made['id']}/moves/"
    _, assign = sent(visitor, moves, {"move": "assign", "unit": "works"}, tokens["clerk"])
    _, resolve = sent(visitor, moves, {"move": "resolve", "remark": "เปลี่ยนแล้ว"}, tokens["engineer"])
    found, find = sent(visitor, f"{COMPLAINTS}?words={made['number']}", token=tokens["clerk"])
    assert [row["id"] for row in found["results"]] == [made["id"]]
    return {"create": create, "assign": assign, "resolve": resolve, "find": find}


def test_a_lifecycle_asks_the_database_no_more_often_than_it_must(
    banmai: TenantRef, tokens: dict[str, str]
) -> None:
    visitor = Visitor(banmai)
    lifecycle(visitor, tokens, "เรื่องแรก อ่านการตั้งค่า")

    # The fewest of three: now and then the registry is asked for its version, the cache is swept.
    rounds = [lifecycle(visitor, tokens, f"จำการตั้งค่าไว้แล้ว {nth}") for nth in range(3)]
    taken = {name: min(each[name] for each in rounds) for name in MOST}

    assert {name: taken[name] for name in MOST if taken[name] > MOST[name]} == {}, taken
