"""Questions of a kind: in two languages, with answers that lead elsewhere than to a form."""

from typing import Any

import pytest
from django.utils import translation

from modules.complaints import selectors
from modules.complaints.models import Category, Channel, Complaint, NationalType
from modules.complaints.models.question import question_faults, questions_of
from modules.complaints.selectors.categories import (
    CategoryNotChoosable,
    below,
    choosable_category,
    national_type,
)
from modules.complaints.services.report import QuestionUnanswered, Stopped
from modules.complaints.templatetags.complaints import with_calls
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import INSIDE, Town, filed

SPREADING: dict[str, Any] = {
    "code": "spreading",
    "label_th": "ไฟกำลังลามหรือไม่",
    "label_en": "Is it spreading?",
    "required": True,
    "choices": ["ไม่ใช่", "ใช่ | Yes"],
    "stop_answer": "ใช่",
    "stop_th": "โทร 199 ทันที",
    "stop_en": "Call 199 now",
}


@pytest.fixture
def burning(town: Town) -> Town:
    """Let the lamp ask whether it burns."""
    Category.objects.filter(pk=town.lamp.pk).update(questions=[SPREADING])
    return town


def test_an_answer_with_a_stop_is_no_report(burning: Town) -> None:
    with pytest.raises(Stopped, match="โทร 199 ทันที"):
        filed(answers={"spreading": "ใช่"})
    with pytest.raises(QuestionUnanswered, match="ไฟกำลังลามหรือไม่"):
        filed()

    told = filed(answers={"spreading": "ไม่ใช่"})

    assert told.answers == {"spreading": "ไม่ใช่"}
    assert Complaint.objects.count() == 1


def test_an_officer_on_the_phone_decides_alone(burning: Town) -> None:
    told = filed(answers={"spreading": "ใช่"}, channel=Channel.PHONE)

    assert told.answers == {"spreading": "ใช่"}


def test_questions_speak_the_readers_language() -> None:
    with translation.override("en"):
        question = questions_of([SPREADING])[0]

    assert question.label == "Is it spreading?"
    assert [choice.label for choice in question.choices] == ["ไม่ใช่", "Yes"]
    assert question.stop_of("ใช่") == "Call 199 now"
    assert questions_of([SPREADING])[0].label == "ไฟกำลังลามหรือไม่"


def test_a_stop_names_one_of_the_choices_and_says_what_to_do() -> None:
    assert list(question_faults([SPREADING])) == []
    assert list(question_faults([{**SPREADING, "stop_answer": "อาจจะ"}])) != []
    assert list(question_faults([{**SPREADING, "stop_th": ""}])) != []


def test_the_page_says_what_to_do_and_keeps_the_answer(citizen: Visitor, burning: Town) -> None:
    sent = {
        "client_key": "k",
        "category": "lamp",
        "words": "ไฟลุกที่เสา",
        "lon": INSIDE[0],
        "lat": INSIDE[1],
        "question-lamp-spreading": "ใช่",
    }

    answer = citizen.post("/report/", sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert '<a class="call" href="tel:199">199</a>' in page
    assert '<option value="ใช่" selected data-stop="2">' in page
    assert not Complaint.objects.exists()


def test_only_emergency_numbers_become_calls() -> None:
    assert str(with_calls("โทร 1669 หรือ 199")).count("href") == 2
    assert str(with_calls("<b> 053-276491 ปี 2569 ที่ 12")) == "&lt;b&gt; 053-276491 ปี 2569 ที่ 12"


def test_groups_in_groups_are_one_tree(town: Town) -> None:
    group = Category.objects.create(code="poles", name_th="เสา", parent=town.lamp.parent)
    leaf = Category.objects.create(code="leaning", name_th="เสาเอียง", parent=group)
    Category.objects.filter(code="light").update(national_type=NationalType.LIGHT)
    Category.objects.filter(code="lamp").update(national_type=NationalType.CABLE)

    assert set(below("light")) == {town.lamp.parent_id, town.lamp.pk, group.pk, leaf.pk}
    assert below("nothing") == []
    assert choosable_category("leaning") == leaf
    kinds = [kind.code for item in selectors.category_groups() for kind in item.kinds]
    assert sorted(kinds) == ["lamp", "leaning", "rubbish"]
    assert national_type(Category.objects.get(code="leaning")) == NationalType.LIGHT
    assert national_type(Category.objects.get(code="lamp")) == NationalType.CABLE
    assert national_type(Category.objects.get(code="rubbish")) == NationalType.OTHER
    with pytest.raises(CategoryNotChoosable):
        choosable_category("poles")
    Category.objects.filter(code="light").update(is_active=False)
    with pytest.raises(CategoryNotChoosable):
        choosable_category("leaning")


def test_the_tracking_page_has_its_qr_code(citizen: Visitor, town: Town) -> None:
    page = citizen.get(f"/track/{filed().tracking_code}/").content.decode()

    assert 'class="qr"' in page
    assert "<svg" in page.split('class="qr"')[1]
