from typing import Any

from django.utils import timezone

from modules.complaints import services
from modules.complaints.models import Complaint, Entry, EntryKind, Follower
from modules.complaints.services import publishing
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import INSIDE, Town, assigned, clerk, photo

HERE = {"category": "lamp", "lon": str(INSIDE[0]), "lat": str(INSIDE[1])}


def page(answer: Any) -> str:
    return str(answer.content.decode())


def public(town: Town) -> Any:
    complaint = assigned(town, at=timezone.now())
    shown = publishing.Publishing(words="ไฟหน้าวัดดับ")
    return publishing.publish(
        complaint_id=complaint.pk, publishing=shown, by=clerk(), at=timezone.now()
    )


def test_the_hint_shows_distance_state_and_age_and_no_reporters_words(
    citizen: Visitor, town: Town
) -> None:
    public(town)

    shown = page(citizen.get("/report/near/", HERE))

    for words in ("ห่าง 0 เมตร", "กำลังดำเนินการ", "แจ้งวันนี้", "ไฟหน้าวัดดับ", "ติดตามเรื่องนี้แทน"):
        assert words in shown
    assert "สามคืน" not in shown
    for nonsense in (
        {},
        {"category": "lamp"},
        {**HERE, "lat": "x"},
        {**HERE, "lat": "999"},
        {**HERE, "lat": "nan"},
    ):
        assert page(citizen.get("/report/near/", nonsense)).strip() == ""


def test_without_script_the_form_looks_around_keeps_what_was_typed_and_never_blocks(
    citizen: Visitor, town: Town
) -> None:
    public(town)
    typed = {**HERE, "client_key": "k", "words": "ไฟดับจุดนี้", "phone": ""}

    looked = citizen.post("/report/", {**typed, "near": "1"})

    assert looked.status_code == 200
    assert "ติดตามเรื่องนี้แทน" in page(looked)
    assert "ไฟดับจุดนี้" in page(looked)
    assert Complaint.objects.count() == 1
    assert citizen.post("/report/", typed).status_code == 302
    assert Complaint.objects.count() == 2


def test_following_and_leaving_on_the_pages(citizen: Visitor, town: Town) -> None:
    case = public(town)
    address = f"/cases/{case.public_id}/follow/"
    assert "ติดตามเรื่องนี้" in page(citizen.get(f"/cases/{case.public_id}/"))

    empty = citizen.post(address, {})
    sent = citizen.post(address, {"phone": "081 234 5678"})

    assert (empty.status_code, sent.status_code) == (400, 302)
    follower = Follower.objects.get()
    way_out = services.notices.stop_link(follower).split("/", 3)[3]
    assert "เลิกติดตาม" in page(citizen.get(f"/{way_out}"))
    assert Follower.objects.exists()
    citizen.post(f"/{way_out}")
    assert not Follower.objects.exists()
    assert citizen.get("/cases/unfollow/1:x/").status_code == 404


def test_the_reporter_adds_words_and_a_photo(citizen: Visitor, town: Town, bucket: None) -> None:
    complaint = assigned(town, at=timezone.now())
    track = f"/track/{complaint.tracking_code}/"

    empty = citizen.post(f"{track}information/", {"text": ""})
    sent = citizen.post(f"{track}information/", {"text": "เสาที่ 3", "photos": [photo()]})

    assert (empty.status_code, sent.status_code) == (400, 302)
    assert Entry.objects.get(kind=EntryKind.INFORMATION).attachments.count() == 1
    assert "เสาที่ 3" in page(citizen.get(track))
