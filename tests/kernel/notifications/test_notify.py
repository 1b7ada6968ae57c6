import pytest
from django.db import IntegrityError, transaction

from kernel.notifications import services as notifications
from kernel.notifications.errors import WordingBroken
from kernel.notifications.models import Message, MessageTemplate, State
from kernel.notifications.recipients import Recipient
from kernel.notifications.wording import check, fill
from kernel.ports import NOTIFIER
from tests.kernel.notifications.conftest import SOMCHAI, make_templates


def _notify(recipient=SOMCHAI, key="complaint:1:received", **changes: object) -> list[Message]:
    asked = {
        "event": "complaint.received",
        "recipient": recipient,
        "context": {"code": "ร-69-00001"},
        "key": key,
    }
    return notifications.notify(**{**asked, **changes})


def test_one_message_per_channel_that_reaches_the_recipient(tenant) -> None:
    make_templates()

    by_channel = {message.channel: message for message in _notify()}

    assert set(by_channel) == {"email", "sms"}
    assert by_channel["email"].subject == "เรื่อง ร-69-00001"
    assert by_channel["sms"].body == "รับเรื่อง ร-69-00001 แล้ว"
    assert by_channel["sms"].address == "+66812345678"
    assert {message.state for message in by_channel.values()} == {State.QUEUED}


def test_the_readers_language_is_used_and_thai_when_there_is_none(tenant) -> None:
    make_templates()
    reader = Recipient(email="ann@example.test", language="en")
    other = Recipient(email="li@example.test", language="zh")

    assert _notify(reader, key="a")[0].body == "We have ร-69-00001"
    assert _notify(other, key="b")[0].body == "รับเรื่อง ร-69-00001 แล้ว"


def test_the_same_key_again_writes_nothing(tenant) -> None:
    make_templates()
    _notify()

    assert _notify() == []
    assert Message.objects.count() == 2


def test_the_database_keeps_the_key_unique(tenant) -> None:
    make_templates()
    (message,) = _notify(Recipient(email="a@example.test"))
    message.pk = None
    with pytest.raises(IntegrityError, match="message_is_written_once"), transaction.atomic():
        message.save(force_insert=True)


def test_an_event_without_a_wording_or_switched_off_sends_nothing(tenant) -> None:
    assert _notify() == []
    make_templates()
    MessageTemplate.objects.filter(channel="sms").update(is_active=False)

    assert [message.channel for message in _notify()] == ["email"]


def test_a_channel_that_is_not_configured_is_off_outside_demo(tenant, settings) -> None:
    make_templates()
    settings.DEMO = False
    settings.EMAIL_CONFIGURED = True
    settings.SMS_GATEWAY_URL = ""

    assert [message.channel for message in _notify()] == ["email"]


def test_rooms_below_send_through_the_port_with_the_houses_own_wording(tenant) -> None:
    send = NOTIFIER.require()
    send(
        event="citizens.sign_in_code",
        name="",
        email="",
        phone="+66812345678",
        language="en",
        context={"code": "123456", "minutes": "5", "town": "Ban Mai"},
        key="code:1",
    )

    message = Message.objects.get()
    assert message.body == "Ban Mai sign-in code: 123456, valid for 5 minutes"
    assert message.is_secret


def test_a_subject_stays_on_one_line(tenant) -> None:
    make_templates()
    (message,) = _notify(
        Recipient(email="a@example.test"), context={"code": "1\r\nBcc: everybody@example.test"}
    )
    assert message.subject == "เรื่อง 1 Bcc: everybody@example.test"


@pytest.mark.parametrize(
    "wording",
    [
        "{% load static %}",
        "{% include 'ui/base.html' %}",
        "{% extends 'ui/base.html' %}",
        "{% debug %}",
        "{% lorem 100000 %}",
        "{% now 'Y' %}",
        "{% url 'home' %}",
        "{% csrf_token %}",
        "{% for x in y %}{% endfor %}",
        "{{ code|center:99999999 }}",
        "{{ code|safe }}",
        "{{ code",
        "{% if code %}",
    ],
)
def test_a_wording_that_reaches_for_more_is_refused(wording: str) -> None:
    if wording == "{{ code":
        assert fill(wording, {}) == wording
        return
    with pytest.raises(WordingBroken):
        check(wording)


def test_a_wording_cannot_walk_into_objects() -> None:
    assert fill("[{{ code.upper.x }}]", {"code": "a"}) == "[]"
    with pytest.raises(WordingBroken):
        check("{{ code.__class__ }}")
    assert fill("{{ gone }}{% if code %}yes{% else %}no{% endif %}", {"code": "a"}) == "yes"


def test_words_are_plain_text_only() -> None:
    with pytest.raises(TypeError, match="plain text"):
        fill("{{ code }}", {"code": object()})  # type: ignore[dict-item]
