import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kernel.actors import citizen
from kernel.audit.models import Entry as AuditEntry
from kernel.notifications.models import Message
from kernel.tenancy import tenant_scope
from modules.complaints import services
from modules.complaints.models import (
    Attachment,
    Category,
    Channel,
    Complaint,
    Entry,
    PhotoRule,
    Reporter,
)
from modules.complaints.selectors.categories import CategoryNotChoosable
from modules.complaints.services import Contact, Report
from modules.complaints.services.filing import KeyTaken
from modules.complaints.services.report import (
    EmailWrong,
    MaskedValue,
    PhoneWrong,
    PinTooFar,
    PlaceMissing,
    QuestionUnanswered,
    ReportPhotoMissing,
    WordsMissing,
)
from modules.complaints.states import State
from tenants.directory import DIRECTORY
from tests.modules.complaints.town import (
    FAR,
    FRIDAY,
    INSIDE,
    NEAR,
    SOMCHAI,
    Town,
    april,
    build_town,
    filed,
    photo,
)


def test_a_report_becomes_a_complaint_with_number_code_clocks_history_and_audit(town: Town) -> None:
    complaint = filed()

    assert complaint.number == "ร-69-00001"
    assert len(complaint.tracking_code) == 28
    assert complaint.state == State.NEW
    assert complaint.village == town.village
    assert complaint.response_due_at == april(16, "15:30")
    assert complaint.due_at == april(17, "15:30")
    assert complaint.target_rule["resolution_from"] == "category:light"
    assert Entry.objects.get(complaint=complaint).kind == "filed"
    assert AuditEntry.objects.filter(subject=f"complaint:{complaint.pk}").count() == 1


def test_the_numbers_of_a_year_have_no_gap(town: Town) -> None:
    with pytest.raises(PinTooFar):
        filed(pin=FAR)

    assert [filed().number, filed().number] == ["ร-69-00001", "ร-69-00002"]


def test_the_reporter_is_told_once(town: Town) -> None:
    complaint = filed()

    message = Message.objects.get(event="complaint.received")
    assert message.address == "somchai@example.com"
    assert complaint.tracking_code in message.body


def test_an_anonymous_report_keeps_no_contact_and_sends_nothing(town: Town) -> None:
    filed(contact=Contact())

    assert not Reporter.objects.exists()
    assert not Message.objects.exists()


def test_the_contact_is_kept_apart_and_in_one_form(town: Town) -> None:
    complaint = filed(contact=Contact(name=" สมชาย  ใจดี ", phone="๐๘๑-234-5678"))

    reporter = Reporter.objects.get(complaint=complaint)
    assert reporter.phone == "+66812345678"
    assert reporter.name == "สมชาย ใจดี"
    assert reporter.notice_version


@pytest.mark.parametrize(
    ("contact", "refusal"),
    [
        (Contact(phone="12"), PhoneWrong),
        (Contact(phone="โทรมา"), PhoneWrong),
        (Contact(email="somchai@"), EmailWrong),
        (Contact(phone="••••••5678"), MaskedValue),
        (Contact(name="ส•••"), MaskedValue),
    ],
)
def test_a_contact_that_cannot_be_used_is_refused(
    town: Town, contact: Contact, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        filed(contact=contact)


def test_words_are_stored_the_one_usual_way(town: Town) -> None:
    complaint = filed(words="นํ้าท่วมเเล้ว\u0008\u200b  ")

    assert complaint.words == "น้ำท่วมแล้ว"


@pytest.mark.parametrize("words", ["", "  ", "\u200b\u0008", "ab"])
def test_a_report_without_words_is_refused(town: Town, words: str) -> None:
    with pytest.raises(WordsMissing):
        filed(words=words)


def test_a_pin_outside_but_near_is_taken(town: Town) -> None:
    complaint = filed(pin=NEAR)

    assert complaint.village is None
    assert complaint.pin is not None


def test_a_pin_far_outside_is_refused_with_what_to_do(town: Town) -> None:
    with pytest.raises(PinTooFar) as refusal:
        filed(pin=FAR)

    assert "เลื่อนหมุด" in str(refusal.value)
    assert refusal.value.field == "pin"


def test_a_village_stands_in_for_a_pin(town: Town) -> None:
    assert filed(pin=None, village="v01").village == town.village
    with pytest.raises(PlaceMissing):
        filed(pin=None)
    with pytest.raises(PlaceMissing):
        filed(pin=None, village="v99")


@pytest.mark.parametrize("code", ["light", "nothing", ""])
def test_a_group_or_an_unknown_code_is_no_category(town: Town, code: str) -> None:
    with pytest.raises(CategoryNotChoosable):
        filed(category=code)


def test_a_switched_off_category_is_no_category(town: Town) -> None:
    Category.objects.filter(code="light").update(is_active=False)

    with pytest.raises(CategoryNotChoosable):
        filed()


def test_a_category_may_ask_for_a_photo(town: Town) -> None:
    Category.objects.filter(code="lamp").update(photo_rule=PhotoRule.ON_REPORT)

    with pytest.raises(ReportPhotoMissing):
        filed()


def test_a_category_may_ask_questions_of_its_own(town: Town) -> None:
    questions = [{"code": "pole", "label_th": "หมายเลขเสา", "required": True}]
    Category.objects.filter(code="lamp").update(questions=questions)

    with pytest.raises(QuestionUnanswered):
        filed(answers={"pole": " "})
    assert filed(answers={"pole": "12/3", "other": "x"}).answers == {"pole": "12/3"}


def test_photos_are_stored_as_pending_documents(town: Town, bucket: None) -> None:
    complaint = filed(photos=[photo(), photo("two.jpg", "gold")])

    attachments = Attachment.objects.filter(complaint=complaint).select_related("document")
    assert [a.role for a in attachments] == ["before", "before"]
    assert {a.document.state for a in attachments} == {"pending"}


def test_a_guessed_client_key_does_not_open_another_persons_report(town: Town) -> None:
    mine = filed(client_key="1")

    assert filed(client_key="1").pk == mine.pk
    with pytest.raises(KeyTaken):
        filed(client_key="1", words="ขอดูเรื่องของคนอื่น")


@pytest.mark.parametrize("pin", [(float("nan"), 18.7), (98.9, float("inf")), (1e300, 5.0)])
def test_a_pin_that_is_nowhere_on_earth_is_refused(town: Town, pin: tuple[float, float]) -> None:
    with pytest.raises(PinTooFar):
        filed(pin=pin)


def test_the_same_client_key_is_the_same_complaint(town: Town) -> None:
    key = str(uuid.uuid4())
    first = filed(client_key=key)
    again = filed(client_key=key, words="คนละคำ")

    assert again.pk == first.pk
    assert Complaint.objects.count() == 1
    assert Message.objects.count() == 1


def test_fifty_taps_at_once_make_one_complaint(committed: object) -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        build_town()
    report = Report(
        category="lamp", words="ไฟดับทั้งซอย", pin=INSIDE, contact=SOMCHAI, client_key="tap"
    )

    def tap(_number: int) -> str:
        try:
            with tenant_scope(ref):
                return services.submit(report=report, by=citizen(), at=FRIDAY).tracking_code
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        codes = set(pool.map(tap, range(50)))

    assert len(codes) == 1
    with tenant_scope(ref):
        assert Complaint.objects.count() == 1
        assert Message.objects.count() == 1


def test_a_signed_in_citizen_finds_the_report_again(town: Town) -> None:
    complaint = filed(channel=Channel.API)

    assert complaint.channel == "api"
