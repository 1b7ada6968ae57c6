from datetime import timedelta
from typing import Any

import pytest

from kernel.actors import Actor, citizen
from kernel.errors import Missing
from modules.complaints import selectors
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors import Filters
from tests.modules.complaints.town import (
    FRIDAY,
    Town,
    april,
    assigned,
    clerk,
    engineer,
    filed,
    officer,
)

NOW = april(16, "09:00")


def listed(actor: Actor, **filters: Any) -> list[Complaint]:
    return list(selectors.worklist(actor=actor, filters=Filters(**filters), at=NOW))


def test_the_desk_sees_all_and_a_unit_what_is_or_will_be_theirs(town: Town) -> None:
    lamp = assigned(town)
    new_lamp = filed()
    filed(category="rubbish")

    assert len(listed(clerk())) == 3
    assert {row.pk for row in listed(engineer(town))} == {lamp.pk, new_lamp.pk}
    assert listed(officer("กองอื่น")) == []
    assert listed(citizen()) == []


def test_what_may_not_be_seen_is_missing(town: Town) -> None:
    rubbish = filed(category="rubbish")

    with pytest.raises(Missing):
        selectors.complaint_for(actor=engineer(town), public_id=rubbish.public_id)
    assert selectors.complaint_for(actor=clerk(), public_id=rubbish.public_id) == rubbish


def test_the_most_urgent_comes_first(town: Town) -> None:
    late = filed(FRIDAY)
    urgent = filed(category="rubbish")

    assert [row.pk for row in listed(clerk())] == [urgent.pk, late.pk]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"words": "หน้าวัด"}, {"lamp"}),
        ({"words": "ร-๖๙-00001"}, {"lamp"}),
        ({"words": "กองขยะ เหม็น"}, {"rubbish"}),
        ({"words": "ไม่มีคำนี้"}, set()),
        ({"category": "waste"}, {"rubbish"}),
        ({"category": "lamp"}, {"lamp"}),
        ({"unit": "works"}, {"lamp"}),
        ({"village": "v01"}, {"lamp", "rubbish"}),
        ({"states": ("new",)}, {"rubbish"}),
        ({"is_open": True}, {"lamp", "rubbish"}),
        ({"is_overdue": True}, set()),
    ],
)
def test_filters_narrow_the_list(town: Town, filters: dict[str, Any], expected: set[str]) -> None:
    assigned(town)
    filed(category="rubbish", words="กองขยะหน้าตลาด เหม็นมาก")

    assert {row.category.code for row in listed(clerk(), **filters)} == expected


def test_overdue_is_what_is_open_after_its_due_date(town: Town) -> None:
    complaint = filed()
    assert complaint.due_at is not None
    after = complaint.due_at + timedelta(seconds=1)
    rows = selectors.worklist(actor=clerk(), filters=Filters(is_overdue=True), at=after)

    assert list(rows) == [complaint]


def test_trays_are_counted_whole(town: Town) -> None:
    for _number in range(3):
        filed()
    assigned(town)

    counted = selectors.counts(actor=engineer(town), at=NOW)

    assert (counted.triage, counted.mine, counted.overdue, counted.open) == (3, 1, 0, 4)


def test_a_list_takes_the_same_queries_for_one_row_and_for_many(
    town: Town, django_assert_num_queries: Any
) -> None:
    filed()
    with django_assert_num_queries(1):
        [(row.category.parent, row.unit, row.village) for row in listed(clerk())]
    for _number in range(5):
        assigned(town)
    with django_assert_num_queries(1):
        [(row.category.parent, row.unit, row.village) for row in listed(clerk())]


def test_the_inbox_shows_what_an_officer_can_do_something_about(town: Town) -> None:
    lamp = assigned(town)
    new = filed()

    triage = list(selectors.work_items(clerk()))
    works = list(selectors.work_items(engineer(town)))

    assert [item.title for item in triage] == [f"ไฟทางดับ · {new.number}"]
    assert [item.url for item in works] == [f"/desk/complaints/{lamp.public_id}/"]
    assert works[0].due_at == lamp.due_at
    assert list(selectors.work_items(officer("นายก", Permission.VIEW_ALL))) == []


def test_a_tracking_code_finds_its_complaint_however_it_is_typed(town: Town) -> None:
    complaint = filed()
    code = complaint.tracking_code

    assert selectors.complaint_by_tracking_code(code.lower()) == complaint
    assert selectors.complaint_by_tracking_code(f"{code[:4]}-{code[4:]}") == complaint
    for wrong in ("", code[:-1], complaint.number, "0" * 28):
        with pytest.raises(Missing):
            selectors.complaint_by_tracking_code(wrong)
