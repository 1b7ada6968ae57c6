"""Public cases by API: nothing of the reporter, narrowed and paged, near a place, followed."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from kernel.ports import TenantRef
from modules.complaints.models import Complaint, Follower, Publication
from modules.complaints.services import notices, publishing
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import INSIDE, Town, assigned, clerk, filed

CASES = "/api/v1/complaints/cases/"
HERE = {"category": "lamp", "longitude": INSIDE[0], "latitude": INSIDE[1]}


def public(town: Town, **fields: Any) -> Publication:
    complaint = assigned(town, at=timezone.now(), **fields)
    wanted = publishing.Publishing(words="ไฟหน้าวัดดับ")
    return publishing.publish(
        complaint_id=complaint.pk, publishing=wanted, by=clerk(), at=timezone.now()
    )


def test_a_public_case_tells_nothing_of_its_reporter(citizen: Visitor, town: Town) -> None:
    row = public(town)
    filed()

    listed = citizen.get(CASES)
    read = citizen.get(f"{CASES}{row.public_id}/")

    assert listed.json()["results"] == [read.json()]
    assert read.json()["category"] == {"code": "lamp", "name": "ไฟทางดับ"}
    assert read.json()["words"] == "ไฟหน้าวัดดับ"
    complaint = Complaint.objects.get(pk=row.complaint_id)
    for secret in ("สามคืน", "5678", "somchai", complaint.tracking_code, complaint.number):
        assert secret not in read.content.decode()
    assert citizen.get(f"{CASES}{complaint.public_id}/").status_code == 404


def test_cases_are_narrowed_and_paged(
    citizen: Visitor, town: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        public(town, client_key=f"k{number}", words=f"เรื่องที่ {number}")
    lon, lat = INSIDE

    first = citizen.get(CASES, {"page_size": 2}).json()
    with django_assert_max_num_queries(15):
        rest = citizen.get(first["next"]).json()

    assert [len(first["results"]), len(rest["results"])] == [2, 1]
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    for asked, count in (
        ({"standing": "open"}, 3), ({"standing": "closed"}, 0), ({"category": "rubbish"}, 0),
        ({"received_from": tomorrow}, 0), ({"village": "v01"}, 3),
        ({"bbox": f"{lon - 0.01},{lat - 0.01},{lon + 0.01},{lat + 0.01}"}, 3),
        ({"bbox": f"{lon + 0.01},{lat},{lon + 0.02},{lat + 0.01}"}, 0),
    ):  # fmt: skip
        assert len(citizen.get(CASES, asked).json()["results"]) == count, asked
    assert citizen.get(CASES, {"bbox": "a,b"}).json()["code"] == "box_unreadable"


def test_near_cases_come_with_their_distance(citizen: Visitor, town: Town) -> None:
    public(town)

    found = citizen.get(f"{CASES}near/", HERE).json()

    assert [case["metres"] for case in found] == [0]
    assert citizen.get(f"{CASES}near/", {**HERE, "category": "rubbish"}).json() == []
    assert citizen.get(f"{CASES}near/", {"category": "lamp", "latitude": 1}).status_code == 400


def test_following_and_leaving_by_api(citizen: Visitor, town: Town) -> None:
    row = public(town)
    door = f"{CASES}{row.public_id}/followers/"

    def follow(**contact: str) -> Any:
        return citizen.post(door, json.dumps(contact), content_type="application/json")

    nobody, first = follow(), follow(email="malee@example.com")
    again = follow(email="malee@example.com")

    assert (nobody.status_code, nobody.json()["code"]) == (400, "contact_missing")
    assert (first.status_code, again.status_code) == (201, 201)
    follower = Follower.objects.get()
    token = notices.stop_link(follower).rstrip("/").rsplit("/", 1)[1]
    assert token not in first.content.decode()
    assert citizen.delete(f"{CASES}followers/{token}/").status_code == 204
    assert not Follower.objects.exists()
    assert citizen.delete(f"{CASES}followers/1:x/").status_code == 404


def test_the_neighbours_cases_do_not_exist(
    citizen: Visitor, town: Town, other_tenant: TenantRef
) -> None:
    row = public(town)
    neighbour = Visitor(other_tenant)

    assert neighbour.get(f"{CASES}{row.public_id}/").status_code == 404
    assert neighbour.get(CASES).json()["results"] == []
    follow = f"{CASES}{row.public_id}/followers/"
    assert neighbour.post(follow, {"email": "a@example.com"}).status_code == 404
    assert citizen.get(f"{CASES}{uuid4()}/").status_code == 404
