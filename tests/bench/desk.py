"""A complaint's life through the HTTP API, as citizens and officers of one municipality live it."""

from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

from tests.bench.knocking import Answer, Line, Tally
from tests.faults.rig import Rig, place_of

COMPLAINTS = "/api/v1/complaints/"
CREATED, OK = 201, 200
PEOPLE = """
from django.utils import timezone
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope
from onboarding.demo import people
with tenant_scope(TENANT_DIRECTORY.require().by_slug("{slug}")):
    people.load_people(at=timezone.now())
"""
PASSWORD = "thongthin-demo"


class Unexpected(ValueError):
    """An answer that a lifecycle does not expect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One municipality: where it is, who works there and with what."""

    host: str
    category: str
    unit: str
    clerk: str
    worker: str

    def lifecycle(self, line: Line, tally: Tally) -> None:
        """Report, assign, resolve and find one complaint; the time of each step is kept."""
        key = uuid4().hex
        made = self._step("create", tally, report(self, line, key), CREATED).json()
        moves = f"{COMPLAINTS}{made['id']}/moves/"
        given = {"move": "assign", "unit": self.unit}
        self._step("assign", tally, line.ask("POST", moves, given, **_by(self.clerk, key)))
        given = {"move": "resolve", "remark": "เปลี่ยนหลอดไฟแล้ว"}
        self._step("resolve", tally, line.ask("POST", moves, given, **_by(self.worker, key[::-1])))
        self.find(line, tally, made["id"], made["number"] if tally.done % 2 else key[:10])
        tally.done += 1

    def find(self, line: Line, tally: Tally, public_id: str, words: str) -> None:
        """Find the complaint by its number or by a word of the report."""
        path = f"{COMPLAINTS}?words={quote(words)}"
        answer = self._step("find", tally, line.ask("GET", path, **_by(self.clerk)))
        if [row["id"] for row in answer.json()["results"]] != [public_id]:
            tally.errors["not found"] += 1

    def _step(self, name: str, tally: Tally, answer: Answer, expected: int = OK) -> Answer:
        if answer.status != expected:
            tally.errors[f"{name} {answer.status}"] += 1
            raise Unexpected(answer.body[:300])
        tally.taken[name].append(answer.seconds)
        return answer


def report(desk: Desk, line: Line, key: str) -> Answer:
    """Report a complaint from a place of its own; one of four wants to be told how it goes on."""
    body: dict[str, object] = {
        "category": desk.category,
        "words": f"ไฟถนนดับหน้าบ้านเลขที่ {int(key[:4], 16)} รหัสเสา {key[:10]}",
        "longitude": 98.94,
        "latitude": 18.74,
    }
    if int(key[0], 16) % 4 == 0:
        body["phone"] = f"08{int(key[:7], 16) % 10**8:08d}"
    headers = {"X_Forwarded_For": place_of(key), "Idempotency_Key": key}
    return line.ask("POST", COMPLAINTS, body, **headers)


def open_desk(rig: Rig, slug: str) -> Desk:
    """Hire the officers of a municipality and sign them in."""
    rig.manage("shell", "-c", PEOPLE.format(slug=slug))
    with Line(rig.web_port, f"{slug}.localhost") as line:
        return Desk(
            host=line.host,
            category="street-light-day",
            unit="electrical",
            clerk=_token(line, "clerk"),
            worker=_token(line, "crew"),
        )


def _token(line: Line, username: str) -> str:
    given = {"username": username, "password": PASSWORD}
    answer = line.ask("POST", "/api/v1/auth/token/", given)
    assert answer.status == OK, answer.body
    return str(answer.json()["token"])


def _by(token: str, key: str = "") -> dict[str, str]:
    headers = {"Authorization": f"Bearer {token}"}
    return headers | ({"Idempotency_Key": key} if key else {})
