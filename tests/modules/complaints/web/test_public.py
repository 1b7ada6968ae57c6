import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from kernel.actors import ActorKind
from kernel.documents.models import Document
from modules.complaints.events import ComplaintSeen
from modules.complaints.models import Category, Complaint, Publication
from modules.complaints.models.entry import PHOTO_KIND
from modules.complaints.selectors.public import MOST_POINTS, is_published_photo
from modules.complaints.services import publishing
from modules.complaints.services.publishing import Publishing, without_contacts
from modules.complaints.states import State
from modules.complaints.subscribers import publish_assigned
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import FRIDAY, INSIDE, Town, assigned, filed
from tests.modules.complaints.town import clerk as clerk_actor

SECRETS = ("สมชาย", "081", "0812345678", "somchai", "ไฟทางหน้าวัด")


def page(answer: Any) -> str:
    return str(answer.content.decode())


def shown(complaint: Complaint, words: str = "", **fields: Any) -> Publication:
    """Publish the complaint as triage does."""
    return publishing.publish(
        complaint_id=complaint.pk,
        publishing=Publishing(words=words, **fields),
        by=clerk_actor(),
        at=FRIDAY,
    )


def everything_open(citizen: Visitor, row: Publication) -> str:
    """Return all that the open pages say."""
    addresses = ("/cases/", "/cases/embed/", "/cases/map.geojson", f"/cases/{row.public_id}/")
    return "".join(page(citizen.get(address)) for address in addresses)


def test_an_assigned_complaint_becomes_public_without_its_words(
    citizen: Visitor, town: Town
) -> None:
    complaint = assigned(town)
    assert publishing.publish_when_assigned(complaint_id=complaint.pk, at=FRIDAY)
    row = Publication.objects.get()

    said = everything_open(citizen, row)

    assert "ไฟทางดับ" in said
    for secret in (*SECRETS, complaint.tracking_code, str(complaint.public_id), complaint.number):
        assert secret not in said


def test_nobody_sees_a_complaint_that_triage_has_not_taken(citizen: Visitor, town: Town) -> None:
    complaint = filed()
    assert not publishing.publish_when_assigned(complaint_id=complaint.pk, at=FRIDAY)
    with pytest.raises(publishing.NotForPublic):
        shown(complaint)

    assert "ไฟทางดับ</a>" not in page(citizen.get("/cases/"))
    assert json.loads(citizen.get("/cases/map.geojson").content)["features"] == []


@pytest.mark.parametrize("code", ["lamp", "light"])
def test_a_private_kind_or_group_is_not_published_by_itself(town: Town, code: str) -> None:
    Category.objects.filter(code=code).update(is_public=False)

    assert not publishing.publish_when_assigned(complaint_id=assigned(town).pk, at=FRIDAY)
    assert not Publication.objects.exists()


def test_what_an_officer_took_off_does_not_come_back(citizen: Visitor, town: Town) -> None:
    complaint = assigned(town)
    row = shown(complaint)
    publishing.unpublish(complaint_id=complaint.pk, by=clerk_actor(), at=FRIDAY)

    assert not publishing.publish_when_assigned(complaint_id=complaint.pk, at=FRIDAY)
    assert citizen.get(f"/cases/{row.public_id}/").status_code == 404


@pytest.mark.parametrize("state", [State.CANCELLED])
def test_a_withdrawn_or_merged_case_leaves_the_open_pages(
    citizen: Visitor, town: Town, state: State
) -> None:
    row = shown(assigned(town))
    Complaint.objects.update(state=state, closed_at=FRIDAY)

    assert citizen.get(f"/cases/{row.public_id}/").status_code == 404


def test_the_desks_id_and_an_unknown_id_answer_alike(citizen: Visitor, town: Town) -> None:
    complaint = assigned(town)
    shown(complaint)

    for key in (complaint.public_id, uuid4()):
        assert citizen.get(f"/cases/{key}/").status_code == 404


def test_words_and_photos_are_shown_when_an_officer_has_chosen_them(
    citizen: Visitor, clerk: Visitor, town: Town
) -> None:
    complaint = assigned(town)
    address = f"/desk/complaints/{complaint.public_id}/publication/"
    assert "ไฟทางหน้าวัด" in page(clerk.get(address))
    sent = {"is_shown": "on", "shows_words": "on", "words": "ไฟถนนดับสามดวง"}

    assert clerk.post(address, sent).status_code == 302

    row = Publication.objects.get()
    assert "ไฟถนนดับสามดวง" in page(citizen.get(f"/cases/{row.public_id}/"))
    clerk.post(address, {"is_shown": "on", "words": "ไฟถนนดับสามดวง"})
    assert "ไฟถนนดับสามดวง" not in page(citizen.get(f"/cases/{row.public_id}/"))


def test_a_photo_opens_for_everybody_only_when_chosen(citizen: Visitor, town: Town) -> None:
    complaint = assigned(town)
    picture = Document.objects.create(
        kind=PHOTO_KIND,
        state="ready",
        key="k",
        content_type="image/jpeg",
        size=1,
        sha256="0",
        variants={"thumb": {"key": "k", "type": "image/jpeg", "size": 1}},
        received_at=FRIDAY,
    )
    entry = complaint.entries.get(move="assign")
    complaint.attachments.create(entry=entry, document=picture, role="before")
    row = shown(complaint)
    assert str(picture.public_id) not in page(citizen.get(f"/cases/{row.public_id}/"))
    assert citizen.get(f"/files/{picture.public_id}/thumb/").status_code == 404

    shown(complaint, photos=[str(picture.public_id), str(uuid4())])

    assert Publication.objects.get().photos == [str(picture.public_id)]
    assert str(picture.public_id) in page(citizen.get(f"/cases/{row.public_id}/"))
    assert is_published_photo(picture)


def test_only_triage_decides_what_is_public(engineer: Visitor, town: Town) -> None:
    complaint = assigned(town)

    answer = engineer.get(f"/desk/complaints/{complaint.public_id}/publication/")

    assert answer.status_code == 403


def test_filters_narrow_list_map_and_tables_alike(citizen: Visitor, town: Town) -> None:
    shown(assigned(town))
    done = assigned(town)
    shown(done)
    Complaint.objects.filter(pk=done.pk).update(state=State.DONE, closed_at=FRIDAY)

    for query, count in (("", 2), ("standing=closed", 1), ("standing=open", 1),
                         ("category=light", 2), ("category=rubbish", 0), ("village=v01", 2),
                         ("days=30", 0)):  # fmt: skip
        answer = citizen.get(f"/cases/?{query}")
        feed = json.loads(citizen.get(f"/cases/map.geojson?{query}").content)
        assert answer.context["page"].paginator.count == count, query
        assert len(feed["features"]) == count, query
        assert sum(tally.total for tally in answer.context["by_kind"]) == count, query


def test_the_map_takes_a_small_box_only(citizen: Visitor, town: Town) -> None:
    shown(assigned(town))
    lon, lat = INSIDE
    here = f"{lon - 0.01},{lat - 0.01},{lon + 0.01},{lat + 0.01}"
    there = f"{lon + 0.01},{lat},{lon + 0.02},{lat + 0.01}"

    def found(box: str) -> int:
        return len(json.loads(citizen.get(f"/cases/map.geojson?bbox={box}").content)["features"])

    assert (found(here), found(there)) == (1, 0)
    for wrong in ("1,2,3", "a,b,c,d", "0,0,90,90", f"{lon},{lat},{lon - 1},{lat}", "nan,0,1,1"):
        assert citizen.get(f"/cases/map.geojson?bbox={wrong}").status_code == 400, wrong


def test_only_the_embedded_map_may_stand_in_a_frame(citizen: Visitor, town: Town) -> None:
    framed, open_page = citizen.get("/cases/embed/"), citizen.get("/cases/")

    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in open_page["Content-Security-Policy"]
    assert open_page["X-Frame-Options"] == "DENY"
    assert "public" in citizen.get("/cases/map.geojson")["Cache-Control"]


def test_more_cases_ask_no_more_questions(
    citizen: Visitor, town: Town, django_assert_max_num_queries: Any
) -> None:
    def asked(address: str) -> int:
        cache.clear()
        with django_assert_max_num_queries(40) as seen:
            citizen.get(address)
        return len(seen)

    shown(assigned(town))
    asked("/cases/")
    before = [asked("/cases/"), asked("/cases/map.geojson")]
    for number in range(6):
        shown(assigned(town, client_key=f"k{number}", words=f"เรื่องที่ {number}"))

    assert [asked("/cases/"), asked("/cases/map.geojson")] == before
    assert MOST_POINTS == 300


def test_numbers_and_addresses_are_blotted_out() -> None:
    said = without_contacts("โทร 081-234 5678 หรือ a.b@c.co บ้าน 99 เสา 12")

    assert said == "โทร ••• หรือ ••• บ้าน 99 เสา 12"


def test_a_case_is_published_once_an_officer_has_assigned_it(town: Town) -> None:
    complaint = assigned(town)
    fact = ComplaintSeen(complaint_id=complaint.pk)
    complaint.entries.filter(move="assign").update(actor_kind=ActorKind.SYSTEM)
    publish_assigned(fact)
    assert not Publication.objects.exists(), "a rule assigned it, nobody has seen it"

    complaint.entries.filter(move="assign").update(actor_kind=ActorKind.OFFICER)
    publish_assigned(fact)
    publish_assigned(fact)

    assert Publication.objects.count() == 1
