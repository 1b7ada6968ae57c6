"""By API what the tracking page does: history, survey, request to reopen, additions; and parts."""

import json
from typing import Any

import pytest
from django.utils import timezone

from kernel.ports import TenantRef
from modules.complaints import services
from modules.complaints.models import Complaint, Entry, EntryKind, Round
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, engineer, filed, photo

COMPLAINTS = "/api/v1/complaints/"


def send(visitor: Visitor, path: str, body: Any, complaint: Complaint, **headers: str) -> Any:
    sent = {"Tracking-Code": complaint.tracking_code, **headers}
    return visitor.post(path, json.dumps(body), content_type="application/json", headers=sent)


def one(complaint: Complaint, door: str) -> str:
    return f"{COMPLAINTS}{complaint.public_id}/{door}/"


def done(town: Town) -> Complaint:
    """Return a complaint that was put right just now."""
    complaint = assigned(town, at=timezone.now())
    return services.resolve(
        complaint_id=complaint.pk, remark="แล้ว", by=engineer(town), at=timezone.now()
    )


def test_the_reporter_rates_once_and_asks_to_reopen(citizen: Visitor, town: Town) -> None:
    complaint = done(town)

    rated = send(citizen, one(complaint, "rating"), {"score": 1, "words": "ยังดับ"}, complaint)
    again = send(citizen, one(complaint, "rating"), {"score": 5}, complaint)
    asked = send(
        citizen, one(complaint, "moves"), {"move": "ask_reopen", "remark": "ยังดับ"}, complaint
    )

    assert (rated.status_code, rated.json()["score"], rated.json()["round"]) == (201, 1, 1)
    assert (again.status_code, again.json()["code"]) == (409, "rated_already")
    assert asked.status_code == 200, asked.content
    assert Round.objects.get().score_words == "ยังดับ"
    complaint.refresh_from_db()
    assert complaint.reopen_asked_at is not None


def test_an_idempotency_key_rates_once_and_repeats_the_answer(citizen: Visitor, town: Town) -> None:
    complaint = done(town)
    key = {"Idempotency-Key": "tap-9"}

    first = send(citizen, one(complaint, "rating"), {"score": 4}, complaint, **key)
    again = send(citizen, one(complaint, "rating"), {"score": 4}, complaint, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


@pytest.mark.parametrize("score", [0, 6, "x", None])
def test_a_score_is_one_of_five(citizen: Visitor, town: Town, score: Any) -> None:
    complaint = done(town)

    answer = send(citizen, one(complaint, "rating"), {"score": score}, complaint)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "score"


def test_the_reporter_adds_words_and_a_photo_while_it_is_open(
    citizen: Visitor, town: Town, bucket: None
) -> None:
    complaint = filed(at=timezone.now())
    door, code = one(complaint, "information"), {"Tracking-Code": complaint.tracking_code}

    empty = send(citizen, door, {}, complaint)
    told = citizen.post(door, {"text": "เสาที่ 3", "photos": [photo()]}, headers=code)

    assert (empty.status_code, empty.json()["code"]) == (400, "nothing_added")
    assert told.status_code == 201, told.content
    assert Entry.objects.get(kind=EntryKind.INFORMATION).attachments.count() == 1


def test_an_answer_and_a_withdrawal_are_moves(citizen: Visitor, clerk: Visitor, town: Town) -> None:
    complaint = filed(at=timezone.now())
    moves = one(complaint, "moves")
    asked = clerk.post(
        moves,
        json.dumps({"move": "ask", "remark": "เสาไหน"}),
        content_type="application/json",
    )
    assert asked.status_code == 200, asked.content

    told = send(citizen, moves, {"move": "answer", "remark": "เสาที่ 3"}, complaint)
    gone = send(citizen, moves, {"move": "withdraw"}, complaint)

    assert (told.json()["state"], gone.json()["state"]) == ("triage", "cancelled")


def test_the_history_shows_officers_more_than_the_reporter(
    citizen: Visitor, clerk: Visitor, town: Town
) -> None:
    complaint = assigned(town)
    Entry.objects.filter(move="assign").update(internal_note="บ้านผู้ใหญ่")
    code = {"Tracking-Code": complaint.tracking_code}

    seen = citizen.get(one(complaint, "history"), headers=code)
    inside = clerk.get(one(complaint, "history"))

    assert [(line["kind"], line["move"], line["state"]) for line in seen.json()] == [
        ("filed", "", "new"),
        ("moved", "assign", "working"),
    ]
    assert "บ้านผู้ใหญ่" not in seen.content.decode()
    assert "กาญจนา" not in seen.content.decode()
    assert "บ้านผู้ใหญ่" in inside.content.decode()


@pytest.mark.parametrize("door", ["history", "rating", "information", "parts"])
def test_no_door_opens_without_the_right_code(
    citizen: Visitor, town: Town, other_tenant: TenantRef, door: str
) -> None:
    complaint, other = done(town), filed()
    address = one(complaint, door)
    verb = "get" if door == "history" else "post"

    def asked(visitor: Visitor, **headers: str) -> int:
        answer = getattr(visitor, verb)(address, headers=headers)
        assert answer["Content-Type"] == "application/problem+json"
        return int(answer.status_code)

    assert asked(citizen) == 401
    refused = 401 if door == "parts" else 404
    assert asked(citizen, **{"Tracking-Code": other.tracking_code}) == refused
    neighbour = Visitor(other_tenant)
    assert asked(neighbour, **{"Tracking-Code": complaint.tracking_code}) == refused


def test_triage_splits_and_nobody_else(clerk: Visitor, engineer: Visitor, town: Town) -> None:
    complaint = assigned(town)
    body = json.dumps({"category": "rubbish", "words": "กองขยะใต้เสาไฟ"})

    def split(visitor: Visitor) -> Any:
        return visitor.post(one(complaint, "parts"), body, content_type="application/json")

    part = split(clerk)

    assert part.status_code == 201, part.content
    assert part.json()["category"]["code"] == "rubbish"
    assert Complaint.objects.get(parent=complaint).words == "กองขยะใต้เสาไฟ"
    assert split(engineer).json()["code"] == "not_allowed"
