from typing import Any

import pytest
from django.db import IntegrityError, transaction

from modules.complaints.models import ReplyTemplate, Reporter
from modules.complaints.selectors.replies import replies_for
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, assigned, filed


def ready(code: str, **fields: Any) -> ReplyTemplate:
    given = {"title_th": code, "text_th": f"คำตอบ {code}", "position": 1, **fields}
    return ReplyTemplate.objects.create(code=code, **given)


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_kinds_own_replies_come_first(town: Town) -> None:
    ready("all", move="ask")
    ready("group", category=town.lamp.parent, move="ask")
    ready("own", category=town.lamp, move="ask")
    ready("other", category=town.rubbish, move="ask")
    ready("off", category=town.lamp, move="ask", position=2, is_active=False)

    found = replies_for(town.lamp, language="th")

    assert [reply.code for reply in found["ask"]] == ["own", "group", "all"]


def test_a_kind_has_at_most_twenty_replies(town: Town) -> None:
    for number in range(1, 21):
        ready(f"r{number}", category=town.lamp, position=number)

    with pytest.raises(IntegrityError), transaction.atomic():
        ready("r21", category=town.lamp, position=21)


def test_a_reply_is_written_in_without_script(clerk: Visitor, town: Town) -> None:
    ready("where", move="ask", text_th="โปรดบอกหมายเลขเสา")
    complaint = filed()
    address = f"/desk/complaints/{complaint.public_id}/"

    plain = page(clerk.get(address))
    asked = page(clerk.get(f"{address}?move=ask&reply=where"))

    assert 'data-text="โปรดบอกหมายเลขเสา"' in plain
    assert ">\nโปรดบอกหมายเลขเสา</textarea>" in asked
    assert ">\nโปรดบอกหมายเลขเสา</textarea>" not in plain


def test_the_words_are_in_the_reporters_language(clerk: Visitor, town: Town) -> None:
    ready("where", move="ask", text_en="Please tell us the pole number")
    complaint = filed()
    Reporter.objects.filter(complaint=complaint).update(language="en")

    shown = page(clerk.get(f"/desk/complaints/{complaint.public_id}/"))

    assert 'data-text="Please tell us the pole number"' in shown


def test_the_crew_has_the_replies_of_done(engineer: Visitor, town: Town) -> None:
    ready("done", move="resolve", text_th="เปลี่ยนหลอดแล้ว")
    job = assigned(town)

    shown = page(engineer.get(f"/desk/complaints/jobs/{job.public_id}/?move=resolve&reply=done"))

    assert ">\nเปลี่ยนหลอดแล้ว</textarea>" in shown
