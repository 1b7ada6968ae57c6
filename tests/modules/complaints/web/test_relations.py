from typing import Any

from django.utils import timezone

from modules.complaints import services
from modules.complaints.models import Complaint
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, engineer, filed


def page(answer: Any) -> str:
    return str(answer.content.decode())


def detail(complaint: Complaint) -> str:
    return f"/desk/complaints/{complaint.public_id}/"


def test_the_desk_hints_at_the_same_thing_merges_it_and_takes_it_apart(
    clerk: Visitor, citizen: Visitor, town: Town
) -> None:
    root, again = assigned(town, at=timezone.now()), filed(timezone.now())
    shown = page(clerk.get(detail(again)))
    assert "อาจเป็นเรื่องเดียวกัน" in shown
    assert f"รวมเข้ากับ {root.number}" in shown

    wrong = clerk.post(f"{detail(again)}moves/merge/", {"root": "ร-1"})
    assert wrong.status_code == 400
    assert "ไม่พบเรื่องเดิมตามเลขที่นี้" in page(wrong)
    assert clerk.post(f"{detail(again)}moves/merge/", {"root": root.number}).status_code == 302
    assert again.number in page(clerk.get(detail(root)))

    services.resolve(
        complaint_id=root.pk, remark="เปลี่ยนหลอดแล้ว", by=engineer(town), at=timezone.now()
    )
    track = page(citizen.get(f"/track/{again.tracking_code}/"))
    for words in (f"เรื่องเดียวกับ {root.number}", "ดำเนินการเสร็จแล้ว", "เปลี่ยนหลอดแล้ว", "กองช่าง"):
        assert words in track
    assert root.tracking_code not in track

    assert clerk.post(f"{detail(again)}moves/unmerge/", {"remark": "คนละต้น"}).status_code == 302
    again.refresh_from_db()
    assert again.state == State.NEW
    assert "คนละต้น" not in page(citizen.get(f"/track/{again.tracking_code}/"))


def test_the_desk_splits_off_a_part_and_sees_both_sides(clerk: Visitor, town: Town) -> None:
    whole = filed(timezone.now())
    assert "แยกเป็นเรื่องย่อย" in page(clerk.get(detail(whole)))

    empty = clerk.post(f"{detail(whole)}split/", {})
    made = clerk.post(f"{detail(whole)}split/", {"category": "rubbish", "words": "มีกองขยะด้วย"})

    part = Complaint.objects.get(parent=whole)
    assert (empty.url, made.url) == (detail(whole), detail(part))
    assert part.number in page(clerk.get(detail(whole)))
    assert whole.number in page(clerk.get(detail(part)))
    assert "แยกเป็นเรื่องย่อย</span>" not in page(clerk.get(detail(part)))
    closed = clerk.post(f"{detail(whole)}moves/refuse/", {"reason": "other", "remark": "x"})
    assert "เรื่องย่อยยังไม่ปิดทั้งหมด" in page(closed)
