"""The page of the book of deeds."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.audit import subjects
from kernel.audit.permissions import Permission
from kernel.audit.subjects import Named, SubjectKind, declare_subject, names_of
from kernel.audit.words import describe, describe_fields
from tests.kernel.access.people import Visitor, officer, position, seat, with_password

BOOK = "/desk/audit/"
AT = datetime(2026, 4, 10, 8, 30, tzinfo=UTC)
SOMCHAI = Actor(
    kind=ActorKind.OFFICER,
    label="สมชาย ใจดี (นายช่างโยธา)",
    capacity="รักษาราชการแทน ผู้อำนวยการกองช่าง",
)


@pytest.fixture
def auditor(tenant) -> Visitor:
    person = with_password(officer("malee"))
    seat(person, position("auditor", Permission.VIEW))
    browser = Visitor(tenant)
    browser.sign_in("malee")
    describe({"lamp.lit": "เปิดไฟทาง"})
    return browser


def _light(number: int, **more: object) -> None:
    audit.record(
        actor=SOMCHAI,
        action="lamp.lit",
        subject=f"lamp:{number}",
        at=AT,
        before={"state": "ดับ", "phone": "0812345678"},
        after={"state": "ติด", "phone": "0898765432"},
        **more,
    )


def test_the_page_tells_who_did_what_when_and_to_what(auditor: Visitor) -> None:
    _light(7, reason="<script>alert(1)</script>")

    page = auditor.get(BOOK).content.decode()

    for words in (
        "เปิดไฟทาง",
        SOMCHAI.label,
        SOMCHAI.capacity,
        "lamp:7",
        "ดับ",
        "ติด",
        "10 เม.ย. 2569",
    ):
        assert words in page
    assert "<del>•••</del> → <ins>•••</ins>" in page
    assert "0812345678" not in page
    assert "0898765432" not in page
    assert "<script>alert" not in page


def test_it_can_be_narrowed_by_person_action_subject_and_day(auditor: Visitor) -> None:
    _light(1)
    _light(2)

    def shown(**filters: str) -> list[str]:
        return [line.subject for line in auditor.get(BOOK, filters).context["lines"]]

    assert shown(subject="lamp:2") == ["lamp:2"]
    assert shown(action="lamp.lit", actor="สมชาย") == ["lamp:2", "lamp:1"]
    assert shown(action="lamp.lit", from_date="2026-04-11") == []
    assert shown(action="lamp.lit", until_date="2026-04-10") == ["lamp:2", "lamp:1"]
    assert auditor.get(BOOK, {"from_date": "x", "before": "y", "action": "z"}).status_code == 200


def test_fields_and_their_codes_are_shown_in_words(auditor: Visitor) -> None:
    describe_fields("lamp", {"lit_by": "ผู้เปิดไฟ"}, {"lit_by": {"crew": "ช่างไฟ"}})
    record = {"actor": SOMCHAI, "action": "lamp.lit", "subject": "lamp:9", "at": AT}
    audit.record(
        **record,
        before={"lit_by": ""},
        after={"lit_by": "crew", "is_new": True, "fields": ["phone"]},
    )

    page = auditor.get(BOOK, {"subject": "lamp:9"})

    (line,) = page.context["lines"]
    assert {change.name: change.after for change in line.changes} == {
        "ผู้เปิดไฟ": "ช่างไฟ",
        "is_new": "ใช่",
        "ข้อมูลที่เกี่ยวข้อง": "โทรศัพท์",
    }


def test_a_thing_is_shown_by_its_name_with_a_way_there(auditor: Visitor, monkeypatch) -> None:
    monkeypatch.setattr(subjects, "_kinds", {})
    declare_subject(
        SubjectKind(
            kind="lamp",
            module="audit",
            name=lambda keys, _reader: {key: Named(title=f"โคม {key}", url="/") for key in keys},
            find=lambda words: ["7"] if words == "โคมหน้าวัด" else [],
        )
    )
    _light(7)
    _light(8)

    page = auditor.get(BOOK, {"subject": "โคมหน้าวัด"})

    assert [line.subject for line in page.context["lines"]] == ["lamp:7"]
    assert '<a href="/">โคม 7</a>' in page.content.decode()
    assert names_of(["ghost:1", "lamp"], SOMCHAI) == {"lamp": Named(title="โคม ", url="/")}


def test_officers_are_named_and_found_by_their_user_name(auditor: Visitor) -> None:
    page = auditor.get(BOOK, {"subject": "malee"})

    line = page.context["lines"][0]
    assert line.action == "เข้าสู่ระบบ"
    assert line.subject not in str(line.thing.title)
    assert line.thing.url == ""  # the auditor may not see the list of officers


def test_older_entries_are_one_step_away_and_the_queries_stay_the_same(auditor: Visitor) -> None:
    _light(0)
    with CaptureQueriesContext(
        connection,
    ) as few:
        auditor.get(BOOK, {"action": "lamp.lit"})
    for number in range(1, 60):
        _light(number)

    with CaptureQueriesContext(connection) as many:
        first = auditor.get(BOOK, {"action": "lamp.lit"})
    older = auditor.get(BOOK, {"action": "lamp.lit", "before": first.context["older_than"]})

    assert len(many) == len(few)
    assert len(first.context["lines"]) == 50
    assert [line.subject for line in older.context["lines"]][-1] == "lamp:0"
    assert f"before={first.context['older_than']}" in first.content.decode()


def test_only_readers_of_the_book_may_open_it(tenant, auditor: Visitor) -> None:
    stranger = with_password(officer("noi"))
    seat(stranger, position("driver"))
    browser = Visitor(tenant)
    answer = browser.get(BOOK)
    assert answer.status_code == 302
    assert "next=/desk/audit/" in answer["Location"]

    browser.sign_in("noi")

    assert browser.get(BOOK).status_code == 403
    assert auditor.post(BOOK).status_code == 405


def test_the_book_speaks_english_too(auditor: Visitor) -> None:
    auditor.cookies["thongthin_language"] = "en"

    page = auditor.get(BOOK).content.decode()

    assert "Activity log" in page
    assert "บันทึกการใช้งาน" not in page
