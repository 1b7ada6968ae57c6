from typing import Any

import pytest

from modules.complaints.models import Complaint, Part, PartUsed
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import INSIDE, Town, assigned, filed, photo

JOBS = "/desk/complaints/jobs/"


@pytest.fixture
def bulb(town: Town) -> Part:
    return Part.objects.create(code="bulb", name_th="หลอด LED", unit_th="หลอด")


def page(answer: Any) -> str:
    return str(answer.content.decode())


def at_job(complaint: Complaint, door: str = "") -> str:
    return f"{JOBS}{complaint.public_id}/{door}"


def test_my_units_jobs_are_listed_due_first(engineer: Visitor, town: Town) -> None:
    mine = assigned(town)
    untaken = filed()

    shown = page(engineer.get(JOBS))

    assert at_job(mine) in shown
    assert at_job(untaken) not in shown
    assert "1 งานของหน่วยฉัน" in shown
    assert f"geo:{INSIDE[1]:.6f},{INSIDE[0]:.6f}" in shown


def test_the_list_is_small_enough_for_one_bar_of_signal(engineer: Visitor, town: Town) -> None:
    for _job in range(45):
        assigned(town)

    answer = engineer.get(JOBS)

    shown = page(answer)
    assert "45 งานของหน่วยฉัน" in shown
    assert shown.count("crew-card") == 40
    assert len(answer.content) < 100_000


def test_the_map_names_each_job_and_leads_to_it(engineer: Visitor, town: Town) -> None:
    mine = assigned(town)
    assigned(town, pin=None, village="v01")

    found = engineer.get(f"{JOBS[:-1]}.geojson").json()

    (feature,) = found["features"]
    assert feature["geometry"]["coordinates"] == pytest.approx(list(INSIDE))
    assert feature["properties"]["url"] == at_job(mine)


def test_a_part_is_added_and_struck(engineer: Visitor, town: Town, bulb: Part) -> None:
    mine = assigned(town)

    answer = engineer.post(at_job(mine, "parts/"), {"part": "bulb", "quantity": "2"}, follow=True)

    assert "หลอด LED 2 หลอด" in page(answer)
    row = PartUsed.objects.get()
    engineer.post(at_job(mine, f"parts/{row.pk}/back/"))
    assert not PartUsed.objects.exists()


def test_a_wrong_quantity_is_said_at_its_field(engineer: Visitor, town: Town, bulb: Part) -> None:
    answer = engineer.post(at_job(assigned(town), "parts/"), {"part": "bulb", "quantity": "0"})

    assert answer.status_code == 400
    assert "มากกว่า 0" in page(answer)


def test_before_photo_then_done(engineer: Visitor, town: Town, bucket: None) -> None:
    mine = assigned(town)
    hint = {"taken_lat": "18.74", "taken_lon": "98.95", "taken_at": "2026-04-11T03:00:00.000Z"}

    first = engineer.post(at_job(mine, "before/"), {"photos": photo(), **hint})
    last = engineer.post(
        at_job(mine, "done/"), {"remark": "เปลี่ยนหลอดแล้ว", "photos": photo(), "taken_lat": "x"}
    )

    assert first.status_code == 302
    assert last["Location"] == JOBS
    mine.refresh_from_db()
    assert mine.state == State.DONE
    note = mine.entries.get(kind="note")
    assert note.facts["taken"]["lat"] == 18.74
    assert note.facts["taken"]["at"].startswith("2026-04-11T03:00")


def test_done_without_words_stays_on_the_page(engineer: Visitor, town: Town) -> None:
    mine = assigned(town)

    answer = engineer.post(at_job(mine, "done/"), {"remark": ""})

    assert answer.status_code == 400
    mine.refresh_from_db()
    assert mine.state == State.WORKING


def test_the_desk_has_no_jobs_of_its_own(clerk: Visitor, town: Town) -> None:
    assert clerk.get(JOBS).status_code == 403
    assert clerk.post(at_job(assigned(town), "done/"), {"remark": "x"}).status_code == 403
