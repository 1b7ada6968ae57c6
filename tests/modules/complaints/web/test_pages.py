import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from kernel.audit.models import Entry as AuditEntry
from kernel.ports import TenantRef
from modules.complaints import policies, services
from modules.complaints.models import Category, Complaint, Reporter
from modules.complaints.models.tracking_code import grouped
from modules.complaints.permissions import Permission
from modules.complaints.services.admitting import MOST_FROM_ONE_PLACE
from modules.complaints.services.tracking import MOST_MISSES
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor, hired, signed_in
from tests.modules.complaints.town import (
    FRIDAY,
    INSIDE,
    Town,
    assigned,
    filed,
    photo,
)
from tests.modules.complaints.town import (
    engineer as engineer_actor,
)

LATER = FRIDAY + timedelta(hours=1)
LAMP = {
    "client_key": "tap-1",
    "category": "lamp",
    "words": "ไฟทางดับหน้าวัด",
    "lon": str(INSIDE[0]),
    "lat": str(INSIDE[1]),
    "phone": "081 234 5678",
}


def detail(complaint: Complaint) -> str:
    return f"/desk/complaints/{complaint.public_id}/"


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_form_offers_groups_kinds_and_villages(citizen: Visitor, town: Town) -> None:
    Category.objects.filter(code="lamp").update(emergency_th="ไฟรั่ว โทร 1129")

    shown = page(citizen.get("/report/"))

    for words in (
        "ไฟฟ้า",
        "ไฟทางดับ",
        "กองช่าง",
        "หมู่ 1 บ้านใหม่",
        'ไฟรั่ว โทร <a class="call" href="tel:1129">',
    ):
        assert words in shown


def test_a_report_without_script_leads_to_the_tracking_code(
    citizen: Visitor, town: Town, bucket: None
) -> None:
    without_pin = {key: value for key, value in LAMP.items() if key not in {"lat", "lon"}}
    sent = citizen.post("/report/", {**without_pin, "village": "v01", "photos": [photo()]})

    complaint = Complaint.objects.get()
    assert sent.status_code == 302, page(sent)
    assert sent.url == f"/report/sent/{complaint.tracking_code}/"
    thanks = page(citizen.get(sent.url))
    assert complaint.number in thanks
    assert grouped(complaint.tracking_code) in thanks
    assert "<svg" in thanks
    assert complaint.attachments.count() == 1


def test_a_second_tap_leads_to_the_same_complaint(citizen: Visitor, town: Town) -> None:
    first = citizen.post("/report/", LAMP)
    again = citizen.post("/report/", LAMP)

    assert first.url == again.url
    assert Complaint.objects.count() == 1


def test_a_flood_from_one_place_is_stopped_and_an_honest_source_is_not(
    citizen: Visitor, town: Town
) -> None:
    def sent(number: int, **source: str) -> int:
        words = {**LAMP, "client_key": f"flood-{number}", "phone": ""}
        return int(citizen.post("/report/", words, **source).status_code)

    answers = [sent(number) for number in range(MOST_FROM_ONE_PLACE + 3)]
    honest = sent(99, REMOTE_ADDR="10.9.8.7")

    assert answers.count(302) == MOST_FROM_ONE_PLACE
    assert answers[-3:] == [429, 429, 429]
    assert honest == 302
    assert Complaint.objects.count() == MOST_FROM_ONE_PLACE + 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": ""}, "โปรดเลือกประเภทเรื่อง"),
        ({"words": ""}, "โปรดเล่าสั้น"),
        ({"lon": "", "lat": ""}, "ปักหมุดบนแผนที่"),
        ({"lon": "100.5", "lat": "13.75"}, "นอกเขตเทศบาล"),
        ({"phone": "12"}, "หมายเลขโทรศัพท์ไม่ถูกต้อง"),
        ({"lon": "nan"}, "กรอก"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    citizen: Visitor, town: Town, change: dict[str, str], says: str
) -> None:
    answer = citizen.post("/report/", {**LAMP, "words": "ไฟดับจุดนี้", **change})

    assert answer.status_code == 400
    assert says in page(answer)
    assert ("ไฟดับจุดนี้" in page(answer)) == ("words" not in change)
    assert not Complaint.objects.exists()


def test_the_tracking_page_shows_the_way_and_no_names(
    citizen: Visitor, town: Town, bucket: None
) -> None:
    complaint = assigned(town)
    services.resolve(
        complaint_id=complaint.pk,
        remark="เปลี่ยนหลอดเรียบร้อยแล้ว",
        photos=[photo()],
        by=engineer_actor(town),
        at=FRIDAY.replace(hour=16),
    )

    shown = page(citizen.get(f"/track/{grouped(complaint.tracking_code).lower()}/"))

    for words in ("ไฟทางดับ", "กองช่าง", "เปลี่ยนหลอดเรียบร้อยแล้ว", "กำลังเตรียมภาพ"):
        assert words in shown
    for secret in ("ธีรพงษ์", "กาญจนา", "สมชาย", "0812345678", "66812345678"):
        assert secret not in shown


def test_the_code_form_leads_to_the_page_and_gives_no_hint(citizen: Visitor, town: Town) -> None:
    complaint = filed()

    right = citizen.post("/track/", {"code": grouped(complaint.tracking_code)})
    wrong = [page(citizen.post("/track/", {"code": code})) for code in ("0" * 28, "สวัสดี")]

    assert right.url == f"/track/{complaint.tracking_code}/"
    hints = [re.findall(r'id="id_code_error".*?</div>', text, re.DOTALL) for text in wrong]
    assert hints[0] == hints[1] != []


def test_a_thousand_guesses_hit_nothing_and_are_stopped(citizen: Visitor, town: Town) -> None:
    complaint = filed()
    answers = [citizen.get(f"/track/{number:028d}/").status_code for number in range(MOST_MISSES)]

    assert set(answers) == {404}
    assert citizen.get(f"/track/{complaint.tracking_code}/").status_code == 429
    assert citizen.post("/track/", {"code": complaint.tracking_code}).status_code == 429
    cache.clear()
    assert citizen.get(f"/track/{complaint.tracking_code}/").status_code == 200


def test_a_code_opens_nothing_at_the_neighbour(
    citizen: Visitor, town: Town, other_tenant: TenantRef
) -> None:
    complaint = filed()

    assert Visitor(other_tenant).get(f"/track/{complaint.tracking_code}/").status_code == 404


def test_the_reporter_answers_a_question(citizen: Visitor, town: Town) -> None:
    complaint = assigned(town)
    services.ask(complaint_id=complaint.pk, remark="เสาต้นไหน", by=engineer_actor(town), at=FRIDAY)
    track = f"/track/{complaint.tracking_code}/"
    assert "เสาต้นไหน" in page(citizen.get(track))

    empty = citizen.post(f"{track}moves/answer/", {"remark": ""})
    sent = citizen.post(f"{track}moves/answer/", {"remark": "ต้นหน้าวัด"})

    complaint.refresh_from_db()
    assert (empty.status_code, sent.status_code) == (400, 302)
    assert complaint.state == State.WORKING


def test_the_reporter_withdraws_but_cannot_do_the_desks_work(citizen: Visitor, town: Town) -> None:
    complaint = filed()
    track = f"/track/{complaint.tracking_code}/"

    assert citizen.post(f"{track}moves/take/").status_code == 409
    assert citizen.post(f"{track}moves/withdraw/").status_code == 302

    complaint.refresh_from_db()
    assert complaint.state == State.CANCELLED


def test_the_desk_is_for_officers(citizen: Visitor, tenant: TenantRef, town: Town) -> None:
    complaint = filed()
    palad = signed_in(tenant, hired("gis", town.health))

    for path in ("/desk/complaints/", detail(complaint)):
        assert citizen.get(path).status_code == 302
        assert palad.get(path).status_code == 403


def test_the_list_shows_trays_rows_and_filters(clerk: Visitor, town: Town) -> None:
    complaint = filed()
    assigned(town, category="rubbish", words="กองขยะเหม็น")

    triage = page(clerk.get("/desk/complaints/"))
    found = page(clerk.get("/desk/complaints/?tray=all&words=ขยะ"))

    assert complaint.number in triage
    assert "กองขยะเหม็น" not in triage
    assert "กองขยะเหม็น" in found
    assert complaint.number not in found
    assert "สมชาย" not in triage


def test_the_list_takes_the_same_queries_for_one_row_and_for_many(
    clerk: Visitor, town: Town, django_assert_max_num_queries: Any
) -> None:
    filed()
    clerk.get("/desk/complaints/?tray=all")
    with django_assert_max_num_queries(40) as one:
        clerk.get("/desk/complaints/?tray=all")
    for _number in range(7):
        assigned(town)
    with django_assert_max_num_queries(40) as many:
        clerk.get("/desk/complaints/?tray=all")

    assert len(one) == len(many)


def test_the_whole_thread_on_the_pages(
    clerk: Visitor, engineer: Visitor, citizen: Visitor, town: Town, bucket: None
) -> None:
    citizen.post("/report/", LAMP)
    complaint = Complaint.objects.get()
    here = detail(complaint)

    assert "มอบหมายหน่วยงาน" in page(clerk.get(here))
    assert clerk.post(f"{here}moves/assign/", {"unit": "works"}).url == here
    assert "แจ้งผลเสร็จแล้ว" in page(engineer.get(here))
    empty = engineer.post(f"{here}moves/resolve/", {"remark": ""})
    assert empty.status_code == 400
    done = {"remark": "เปลี่ยนหลอดแล้ว", "photos": [photo()]}
    assert engineer.post(f"{here}moves/resolve/", done).status_code == 302

    complaint.refresh_from_db()
    assert complaint.state == State.DONE
    assert "เปลี่ยนหลอดแล้ว" in page(citizen.get(f"/track/{complaint.tracking_code}/"))


def test_a_refusal_of_the_service_is_shown_in_the_form_of_the_move(
    engineer: Visitor, town: Town
) -> None:
    complaint = assigned(town)

    answer = engineer.post(
        f"{detail(complaint)}moves/hand_over/", {"body": "pea", "remark": "แจ้งแล้ว"}
    )

    assert answer.status_code == 400
    assert "เลขอ้างอิง" in page(answer)


def test_a_move_that_is_not_open_is_refused(clerk: Visitor, town: Town) -> None:
    complaint = filed()

    assert clerk.post(f"{detail(complaint)}moves/resolve/", {"remark": "x"}).status_code == 409
    assert clerk.post(f"{detail(complaint)}moves/teleport/").status_code == 409
    assert clerk.get(f"/desk/complaints/{uuid4()}/").status_code == 404


def test_what_leaves_the_officers_sight_leads_back_to_the_list(
    tenant: TenantRef, town: Town
) -> None:
    rights = (Permission.VIEW, Permission.ASSIGN)
    complaint = assigned(town)
    officer = signed_in(tenant, hired("mover", town.works, *rights))

    moved = officer.post(
        f"{detail(complaint)}moves/reassign/", {"unit": "health", "remark": "ผิดกอง"}
    )

    assert moved.status_code == 302


def test_the_contact_is_masked_shown_on_request_and_corrected(clerk: Visitor, town: Town) -> None:
    complaint = filed()
    here = detail(complaint)
    assert "สมชาย ใจดี" not in page(clerk.get(here))
    assert "••••••5678" in page(clerk.get(here))

    shown = clerk.post(f"{here}contact/")
    assert "สมชาย ใจดี" in page(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    assert AuditEntry.objects.filter(action="looked").count() == 1

    masked = clerk.post(f"{here}contact/", {"correct": "1", "phone": "••••••5678"})
    assert "ปิดบัง" in page(masked)
    clerk.post(f"{here}contact/", {"correct": "1", "name": "สมหญิง", "phone": "0898765432"})
    assert Reporter.objects.get().name == "สมหญิง"


def test_the_contact_stays_closed_to_who_may_not_see_it(engineer: Visitor, town: Town) -> None:
    complaint = assigned(town)

    assert engineer.post(f"{detail(complaint)}contact/").status_code == 403
    assert "แสดงข้อมูลติดต่อ" not in page(engineer.get(detail(complaint)))


def test_pages_speak_english_when_asked(citizen: Visitor, town: Town) -> None:
    shown = page(citizen.get("/report/", headers={"accept-language": "en"}))

    assert "Report a problem" in shown


def test_requests_to_reopen_have_a_tray_with_their_own_time(
    clerk: Visitor, engineer: Visitor, town: Town
) -> None:
    done, other = assigned(town), assigned(town, client_key="o")
    for complaint in (done, other):
        services.resolve(complaint_id=complaint.pk, remark="แล้ว", by=engineer_actor(town), at=LATER)
    services.ask_reopen(
        complaint_id=done.pk, remark="ยังดับ", by=policies.reporter_of(done), at=LATER
    )

    shown = clerk.get("/desk/complaints/?tray=reopen")

    assert [row["complaint"].pk for row in shown.context["rows"]] == [done.pk]
    assert shown.context["rows"][0]["due"].label == "ต้องตอบคำขอภายใน"
    tabs = {tab["label"]: tab["count"] for tab in shown.context["tabs"]}
    assert tabs["ขอให้เปิดอีกครั้ง"] == 1
    assert "ขอให้เปิดอีกครั้ง" not in [
        tab["label"] for tab in engineer.get("/desk/complaints/").context["tabs"]
    ]
