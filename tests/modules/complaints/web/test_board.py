import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from modules.complaints import services
from modules.complaints.models import Complaint
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, engineer, filed

BOARD = "/desk/complaints/board/"


def page(answer: Any) -> str:
    return str(answer.content.decode())


def due_in(complaint: Complaint, hours: float, *, of: float = 100) -> None:
    """Let the complaint have `of` hours in all, of which these are left."""
    now = timezone.now()
    due = now + timedelta(hours=hours)
    Complaint.objects.filter(pk=complaint.pk).update(
        due_at=due, submitted_at=due - timedelta(hours=of)
    )


def stand(town: Town) -> None:
    """One breached, one in its last fifth, two within, one waiting; and one of nobody."""
    for hours in (-1, 19, 21, 90):
        due_in(assigned(town), hours)
    asked = assigned(town)
    due_in(asked, 50)
    services.ask(complaint_id=asked.pk, remark="เสาใด", by=engineer(town), at=timezone.now())
    Complaint.objects.filter(pk=asked.pk).update(due_at=timezone.now() + timedelta(hours=50))
    due_in(filed(), 80)


def test_the_columns_are_all_that_is_open_and_none_twice(clerk: Visitor, town: Town) -> None:
    stand(town)

    shown = page(clerk.get(BOARD))

    numbers = re.findall(r'<a class="board-(\w+)"[^>]*>(\d+)<', shown)
    assert ("overdue", "1") in numbers
    assert ("soon", "1") in numbers
    assert ("waiting", "1") in numbers
    assert numbers.count(("within", "2")) == 1
    assert numbers.count(("within", "1")) == 1


def test_every_number_leads_to_as_many_cases(clerk: Visitor, town: Town) -> None:
    stand(town)

    shown = page(clerk.get(BOARD))

    for address, count in re.findall(r'href="(/desk/complaints/\?[^"]+)">(\d+)<', shown):
        behind = page(clerk.get(address.replace("&amp;", "&")))
        assert f">{count} เรื่อง<" in behind, address


def test_a_unit_sees_only_its_own_row(engineer: Visitor, town: Town) -> None:
    assigned(town)
    filed(category="rubbish")

    shown = page(engineer.get(BOARD))

    assert "กองช่าง" in shown
    assert "กองสาธารณสุข" not in shown
