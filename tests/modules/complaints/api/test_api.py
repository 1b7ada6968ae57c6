import json
from typing import Any
from uuid import uuid4

import pytest

from kernel.ports import TenantRef
from modules.complaints.models import Complaint
from modules.complaints.services.tracking import MOST_MISSES
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import FAR, INSIDE, Town, assigned, filed, photo

COMPLAINTS = "/api/v1/complaints/"
LAMP = {
    "category": "lamp",
    "words": "ไฟทางดับหน้าวัด",
    "longitude": INSIDE[0],
    "latitude": INSIDE[1],
    "phone": "081 234 5678",
}


def send(visitor: Visitor, path: str, body: Any, **headers: str) -> Any:
    return visitor.post(path, json.dumps(body), content_type="application/json", headers=headers)


def test_a_program_reports_and_gets_the_tracking_code_once(citizen: Visitor, town: Town) -> None:
    answer = send(citizen, COMPLAINTS, LAMP)

    assert answer.status_code == 201, answer.content
    body = answer.json()
    complaint = Complaint.objects.get()
    assert body["id"] == str(complaint.public_id)
    assert body["number"] == "ร-69-00001"
    assert body["state"] == "new"
    assert body["tracking_code"].replace("-", "") == complaint.tracking_code
    assert body["tracking_url"].endswith(f"/track/{complaint.tracking_code}/")
    assert [move["name"] for move in body["moves"]] == ["withdraw"]
    assert complaint.channel == "api"


def test_a_photo_comes_as_multipart(citizen: Visitor, town: Town, bucket: None) -> None:
    answer = citizen.post(COMPLAINTS, {**LAMP, "photos": [photo()]})

    assert answer.status_code == 201, answer.content
    assert Complaint.objects.get().attachments.count() == 1


def test_an_idempotency_key_makes_one_complaint(citizen: Visitor, town: Town) -> None:
    first = send(citizen, COMPLAINTS, LAMP, **{"Idempotency-Key": "tap-1"})
    again = send(citizen, COMPLAINTS, LAMP, **{"Idempotency-Key": "tap-1"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"category": "light"}, "category", "category_not_choosable"),
        ({"longitude": FAR[0], "latitude": FAR[1]}, "pin", "pin_too_far"),
        ({"phone": "12"}, "phone", "phone_wrong"),
        ({"phone": "••••••5678"}, "phone", "masked_value"),
    ],
)
def test_a_refusal_names_its_field(
    citizen: Visitor, town: Town, change: dict[str, Any], field: str, code: str
) -> None:
    answer = send(citizen, COMPLAINTS, {**LAMP, **change})

    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert answer.json()["errors"][0]["field"] == field


def test_half_a_pin_is_no_pin(citizen: Visitor, town: Town) -> None:
    half = {key: value for key, value in LAMP.items() if key != "latitude"}

    assert send(citizen, COMPLAINTS, half).status_code == 400


def test_only_officers_list(citizen: Visitor, clerk: Visitor, town: Town) -> None:
    filed()

    assert citizen.get(COMPLAINTS).status_code in {401, 403}
    assert len(clerk.get(COMPLAINTS).json()["results"]) == 1


def test_a_list_is_narrowed_and_paged(clerk: Visitor, town: Town) -> None:
    for _number in range(3):
        filed()
    filed(category="rubbish", words="กองขยะเหม็น")

    found = clerk.get(COMPLAINTS, {"category": "lamp", "page_size": 2}).json()
    more = clerk.get(found["next"]).json()

    assert [len(found["results"]), len(more["results"])] == [2, 1]
    assert len(clerk.get(COMPLAINTS, {"words": "ขยะ"}).json()["results"]) == 1
    assert clerk.get(COMPLAINTS, {"state": "nonsense"}).status_code == 400


def test_a_list_takes_the_same_queries_for_one_row_and_for_many(
    clerk: Visitor, town: Town, django_assert_max_num_queries: Any
) -> None:
    filed()
    clerk.get(COMPLAINTS)
    with django_assert_max_num_queries(40) as one:
        clerk.get(COMPLAINTS)
    for _number in range(6):
        assigned(town)
    with django_assert_max_num_queries(40) as many:
        clerk.get(COMPLAINTS)

    assert len(one) == len(many)


def test_the_whole_thread_by_api(clerk: Visitor, engineer: Visitor, town: Town) -> None:
    complaint = filed()
    moves = f"{COMPLAINTS}{complaint.public_id}/moves/"

    taken = send(clerk, moves, {"move": "assign", "unit": "works"})
    assert taken.status_code == 200, taken.content
    assert taken.json()["unit"] == {"code": "works", "name": "กองช่าง"}
    assert {move["name"] for move in taken.json()["moves"]} == {
        "reassign",
        "refuse",
        "merge",
    }

    offered = engineer.get(f"{COMPLAINTS}{complaint.public_id}/").json()["moves"]
    assert {move["name"] for move in offered} == {"resolve", "ask", "hand_over"}
    done = send(engineer, moves, {"move": "resolve", "remark": "เปลี่ยนหลอดแล้ว"})
    assert done.status_code == 200, done.content
    assert done.json()["state"] == "done"
    assert done.json()["moves"] == []


def test_a_move_that_is_not_open_says_why(clerk: Visitor, engineer: Visitor, town: Town) -> None:
    complaint = filed()
    moves = f"{COMPLAINTS}{complaint.public_id}/moves/"

    assert send(clerk, moves, {"move": "resolve", "remark": "x"}).json()["code"] == "illegal_move"
    assert send(engineer, moves, {"move": "take"}).json()["code"] == "not_allowed"
    assert send(clerk, moves, {"move": "teleport"}).status_code == 400
    assert send(clerk, moves, {"move": "assign"}).json()["code"] == "need_missing"


def test_the_holder_of_the_code_reads_and_withdraws_and_nobody_else(
    citizen: Visitor, town: Town
) -> None:
    complaint, other = filed(), filed()
    one = f"{COMPLAINTS}{complaint.public_id}/"

    assert citizen.get(one).status_code == 401
    wrong = citizen.get(one, headers={"Tracking-Code": other.tracking_code})
    assert wrong.status_code == 404
    right = citizen.get(one, headers={"Tracking-Code": complaint.tracking_code})
    assert right.json()["number"] == complaint.number
    assert "phone" not in right.content.decode()
    gone = send(
        citizen, f"{one}moves/", {"move": "withdraw"}, **{"Tracking-Code": complaint.tracking_code}
    )
    assert gone.json()["state"] == "cancelled"


def test_guessing_codes_ends_with_429(citizen: Visitor, town: Town) -> None:
    complaint = filed()
    one = f"{COMPLAINTS}{complaint.public_id}/"
    for number in range(MOST_MISSES):
        guess = citizen.get(one, headers={"Tracking-Code": f"{number:028d}"})
        assert guess.status_code == 404

    blocked = citizen.get(one, headers={"Tracking-Code": complaint.tracking_code})

    assert blocked.status_code == 429


def test_a_complaint_of_the_neighbour_does_not_exist(
    clerk: Visitor, town: Town, other_tenant: TenantRef
) -> None:
    complaint = filed()
    neighbour = Visitor(other_tenant)

    answer = neighbour.get(
        f"{COMPLAINTS}{complaint.public_id}/", headers={"Tracking-Code": complaint.tracking_code}
    )

    assert answer.status_code == 404
    assert clerk.get(f"{COMPLAINTS}{uuid4()}/").status_code == 404


def test_categories_are_listed_for_everybody(citizen: Visitor, town: Town) -> None:
    found = citizen.get(f"{COMPLAINTS}categories/").json()

    assert [(kind["code"], kind["group"]) for kind in found] == [
        ("rubbish", "waste"),
        ("lamp", "light"),
    ]
