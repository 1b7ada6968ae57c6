"""The municipality words its notices: side by side, with a preview, and back again."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kernel.actors import Actor, ActorKind
from kernel.audit.models import Entry
from kernel.configuration.errors import NotAccepted
from kernel.configuration.permissions import Permission
from kernel.errors import NotAllowed
from kernel.notifications import wordings
from kernel.notifications.models import Message, MessageTemplate
from kernel.notifications.notices import Wording, notices
from kernel.notifications.placeholders import placeholder
from kernel.notifications.recipients import Recipient
from kernel.notifications.services import notify
from kernel.ports import TenantRef
from tests.kernel.access import people
from tests.kernel.access.people import Visitor

PAGE = "/desk/settings/messages/"
CODE = f"{PAGE}edit/?event=citizens.sign_in_code&channel=sms"
CHIEF = Actor(kind=ActorKind.SYSTEM, label="พัชรี", permissions=frozenset({Permission.MANAGE}))


@pytest.fixture
def manager(tenant: TenantRef) -> Visitor:
    officer = people.with_password(people.officer())
    people.seat(officer, people.position("it", Permission.VIEW, Permission.MANAGE))
    visitor = Visitor(tenant)
    visitor.sign_in("somchai")
    return visitor


def word(thai: str, english: str = "", *, is_on: bool = True) -> wordings.Way:
    words = {"th": Wording(body=thai), "en": Wording(body=english)}
    return wordings.word_notice(
        event="citizens.sign_in_code",
        channel="sms",
        words=words,
        is_on=is_on,
        by=CHIEF,
        at=timezone.now(),
    )


def sent_to(language: str) -> list[str]:
    """Return what a reader of the language gets."""
    recipient = Recipient(name="มาลี", phone="+66810000000", language=language)
    context = {"code": "123456", "minutes": "5", "town": "บ้านใหม่"}
    notify(event="citizens.sign_in_code", recipient=recipient, context=context, key=language)
    return list(Message.objects.filter(key=language, channel="sms").values_list("body", flat=True))


@pytest.fixture
def phones(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


@pytest.mark.usefixtures("phones")
def test_readers_get_the_own_wording_and_the_houses_where_there_is_none(
    tenant: TenantRef,
) -> None:
    word("รหัส {{ code }}")

    assert sent_to("th") == ["รหัส 123456"]
    assert sent_to("en") == ["บ้านใหม่ sign-in code: 123456, valid for 5 minutes"]


@pytest.mark.usefixtures("phones")
def test_a_notice_that_is_off_is_sent_to_nobody(tenant: TenantRef) -> None:
    word("รหัส {{ code }}", "Code {{ code }}", is_on=False)

    assert sent_to("th") == sent_to("en") == []


@pytest.mark.parametrize(
    ("thai", "words"),
    [
        ("", "โปรดเขียนข้อความภาษาไทย"),
        ("รหัส {{ kode }} {{ code }}", "{{ kode }}"),
        ("รหัส {{ code", "{{ code }}"),
        ("{% load static %}{{ code }}", "load"),
        ("ไม่มีรหัสเลย", "{{ code }}"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_what_to_do(
    tenant: TenantRef, thai: str, words: str
) -> None:
    with pytest.raises(NotAccepted) as refused:
        word(thai)

    assert refused.value.field == "body_th"
    assert words in str(refused.value)
    assert not MessageTemplate.objects.exists()


def test_the_book_has_both_wordings_and_nothing_without_a_change(tenant: TenantRef) -> None:
    word("รหัส {{ code }}")
    word("รหัส {{ code }}")

    entry = Entry.objects.get(subject="notifications.message_template:citizens.sign_in_code/sms")
    assert entry.after["wording_th"] == "รหัส {{ code }}"
    assert "ใช้ได้" in entry.before["wording_th"]


def test_only_a_manager_may(tenant: TenantRef) -> None:
    nobody = Actor(kind=ActorKind.OFFICER, label="ใครสักคน")
    key = {"event": "citizens.sign_in_code", "channel": "sms", "by": nobody, "at": timezone.now()}

    with pytest.raises(NotAllowed):
        wordings.word_notice(**key, words={}, is_on=False)
    with pytest.raises(NotAllowed):
        wordings.use_house_wording(**key)


def test_the_page_lists_words_previews_and_saves(manager: Visitor) -> None:
    page = manager.get(CODE).content.decode()
    assert "{{ code }}" in page
    assert str(placeholder("citizens.sign_in_code", "code").sample) in page
    written = {"is_on": "on", "body_th": "รหัสของท่าน {{ code }}", "body_en": "Code {{ code }}"}

    preview = manager.post(CODE, {**written, "do": "preview"}).content.decode()
    assert "รหัสของท่าน 482913" in preview
    assert not MessageTemplate.objects.exists()
    assert manager.post(CODE, {**written, "do": "save"})["Location"] == PAGE
    assert wordings.way("citizens.sign_in_code", "sms").wording("en").body == "Code {{ code }}"
    manager.post(CODE, {**written, "do": "house"})

    assert not MessageTemplate.objects.exists()


def test_a_fault_stands_beside_its_field(manager: Visitor) -> None:
    answer = manager.post(CODE, {"is_on": "on", "body_th": "ไม่มี", "do": "save"})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "id_body_th_error" in answer.content.decode()


@pytest.mark.parametrize("path", [PAGE, CODE])
def test_others_may_not_even_look(tenant: TenantRef, path: str) -> None:
    officer = people.with_password(people.officer())
    people.seat(officer, people.position("it", Permission.VIEW))
    visitor = Visitor(tenant)
    visitor.sign_in("somchai")

    assert visitor.get(path).status_code == HTTPStatus.FORBIDDEN
    assert Visitor(tenant).get(path).status_code == HTTPStatus.FOUND


def test_what_is_not_there_is_not_found(manager: Visitor) -> None:
    for query in ("", "?event=citizens.sign_in_code&channel=pigeon", "?event=x&channel=sms"):
        assert manager.get(f"{PAGE}edit/{query}").status_code == HTTPStatus.NOT_FOUND


def test_the_list_costs_the_same_however_much_is_worded(manager: Visitor) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            manager.get(PAGE)
        return len(found)

    asked()
    few = asked()
    for notice in notices():
        MessageTemplate.objects.create(
            event=notice.event, channel="sms", language="th", body="ก", is_active=True
        )

    assert asked() == few


def test_every_notice_says_what_its_words_are(tenant: TenantRef) -> None:
    for notice in notices():
        for name in notice.words:
            assert str(placeholder(notice.event, name).label) != name, (notice.event, name)


def test_the_pages_speak_english(manager: Visitor, make_english: Callable[[Visitor], None]) -> None:
    make_english(manager)

    for path in (PAGE, CODE):
        assert '<html lang="en"' in manager.get(path).content.decode()


@pytest.fixture
def make_english() -> Callable[[Visitor], None]:
    return lambda visitor: visitor.post("/ui/language/", {"language": "en"}) and None
