from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from modules.complaints import policies, services
from modules.complaints.models import Complaint, Round
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, engineer, photo


def page(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def closed(town: Town) -> Complaint:
    complaint = assigned(town, at=timezone.now())
    return services.resolve(
        complaint_id=complaint.pk,
        remark="เปลี่ยนหลอดแล้ว",
        by=engineer(town),
        at=timezone.now() + timedelta(minutes=11),
    )


def track(complaint: Complaint) -> str:
    return f"/track/{complaint.tracking_code}/"


def test_a_face_and_send_is_the_whole_survey(citizen: Visitor, closed: Complaint) -> None:
    shown = page(citizen.get(track(closed)))
    assert "พอใจผลการดำเนินการเพียงใด" in shown
    assert shown.count('type="radio" name="score"') == 5

    nothing = citizen.post(f"{track(closed)}rate/", {})
    happy = citizen.post(f"{track(closed)}rate/", {"score": "5"})
    again = citizen.post(f"{track(closed)}rate/", {"score": "1"})

    assert (nothing.status_code, happy.status_code, again.status_code) == (400, 302, 400)
    assert happy.url == track(closed)
    assert Round.objects.get().score == 5
    assert "คุณให้คะแนนครั้งนี้ 5 จาก 5" in page(citizen.get(track(closed)))


def test_an_unhappy_answer_leads_to_the_request_to_reopen(
    citizen: Visitor, clerk: Visitor, closed: Complaint, bucket: None
) -> None:
    unhappy = citizen.post(f"{track(closed)}rate/", {"score": "1", "words": "ยังดับ"})
    assert unhappy.url == f"{track(closed)}#reopen"
    assert 'id="reopen" open' in page(citizen.get(track(closed)))

    sent = citizen.post(
        f"{track(closed)}moves/ask_reopen/", {"remark": "ยังดับ 1 ดวง", "photos": [photo()]}
    )
    assert sent.status_code == 302
    assert "เจ้าหน้าที่จะตอบภายใน" in page(citizen.get(track(closed)))

    here = f"/desk/complaints/{closed.public_id}/"
    assert "ผู้แจ้งขอให้เปิดอีกครั้ง" in page(clerk.get("/desk/"))
    desk = page(clerk.get(here))
    assert "ผู้แจ้งขอให้เปิดเรื่องอีกครั้ง โปรดตอบภายใน" in desk
    assert "ผู้แจ้งให้คะแนน 1 จาก 5" in desk
    assert clerk.post(f"{here}moves/reopen/", {"remark": "ไปดูอีกครั้ง"}).status_code == 302
    closed.refresh_from_db()
    assert (closed.state, closed.round) == (State.WORKING, 2)
    assert "เป็นรอบที่ 2" in page(citizen.get(track(closed)))


def test_the_staff_refuse_with_words_that_the_reporter_reads(
    citizen: Visitor, clerk: Visitor, closed: Complaint
) -> None:
    services.ask_reopen(
        complaint_id=closed.pk,
        remark="ยังดับ",
        by=policies.reporter_of(closed),
        at=timezone.now(),
    )
    here = f"/desk/complaints/{closed.public_id}/"

    clerk.post(f"{here}moves/keep_closed/", {"remark": "ตรวจแล้วสว่างปกติ"})

    assert "ตรวจแล้วสว่างปกติ" in page(citizen.get(track(closed)))
    closed.refresh_from_db()
    assert closed.state == State.DONE


def test_after_the_window_the_page_does_not_offer_to_reopen(citizen: Visitor, town: Town) -> None:
    complaint = assigned(town)
    old = services.resolve(
        complaint_id=complaint.pk, remark="แล้ว", by=engineer(town), at=complaint.moved_at
    )

    assert "ขอให้ทำต่อ" not in page(citizen.get(track(old)))
    refused = citizen.post(f"{track(old)}moves/ask_reopen/", {"remark": "ยังดับ"})
    assert refused.status_code == 409
