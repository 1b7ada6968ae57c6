from types import SimpleNamespace

import pytest

from kernel.access.permissions import Permission
from kernel.notifications import services as notifications
from kernel.notifications.models import Message, State
from kernel.notifications.web import views
from tests.kernel.access.people import Visitor, officer, position, seat, with_password
from tests.kernel.notifications.conftest import SOMCHAI, make_templates

OUTBOX = "/desk/outbox/"


@pytest.fixture
def clerk(tenant) -> Visitor:
    person = with_password(officer("malee", first_name="มาลี"))
    seat(person, position("clerk", Permission.OUTBOX_VIEW))
    browser = Visitor(tenant)
    browser.sign_in("malee")
    make_templates()
    notifications.notify(
        event="complaint.received",
        recipient=SOMCHAI,
        context={"code": "ร-69-00001"},
        key="complaint:1:received",
    )
    return browser


def test_demo_mode_shows_the_full_texts(clerk: Visitor) -> None:
    page = clerk.get(OUTBOX).content.decode()

    assert "รับเรื่อง ร-69-00001 แล้ว" in page
    assert "somchai@example.test" in page
    assert "ระบบสาธิต" in page


def test_outside_demo_neither_text_nor_address_is_shown(clerk: Visitor, monkeypatch) -> None:
    monkeypatch.setattr(views, "settings", SimpleNamespace(DEMO=False))
    answer = clerk.get(OUTBOX)

    assert answer.status_code == 200
    for canary in ("ร-69-00001", "somchai@", "สมชาย", "+6681234"):
        assert canary not in answer.content.decode()


def test_the_list_can_be_narrowed(clerk: Visitor) -> None:
    assert len(clerk.get(OUTBOX, {"channel": "sms"}).context["lines"]) == 1
    assert len(clerk.get(OUTBOX, {"state": "dead"}).context["lines"]) == 0
    assert len(clerk.get(OUTBOX, {"state": "nonsense"}).context["lines"]) == 2


def test_a_message_that_was_given_up_can_be_sent_again(clerk: Visitor) -> None:
    message = Message.objects.get(channel="email")
    Message.objects.filter(pk=message.pk).update(state=State.DEAD, attempts=8, last_error="Oops")
    assert f"/desk/outbox/{message.pk}/again/" in clerk.get(OUTBOX).content.decode()

    answer = clerk.post(f"/desk/outbox/{message.pk}/again/", follow=True)

    message.refresh_from_db()
    assert message.state == State.QUEUED
    assert "นำข้อความกลับเข้าคิวส่งแล้ว" in answer.content.decode()
    answer = clerk.post(f"/desk/outbox/{message.pk}/again/", follow=True)
    assert "ส่งซ้ำได้เฉพาะ" in answer.content.decode()
    assert clerk.post("/desk/outbox/999999/again/").status_code == 404
    assert "ไม่พบ" in clerk.post("/desk/outbox/jobs/999999/again/", follow=True).content.decode()


def test_what_was_given_up_is_an_alarm_in_the_inbox(clerk: Visitor) -> None:
    assert clerk.get("/desk/").context["inbox"].alarms == []
    Message.objects.filter(channel="email").update(state=State.DEAD, attempts=8)

    page = clerk.get("/desk/")

    (alarm,) = page.context["inbox"].alarms
    assert alarm.url == OUTBOX
    assert "มีข้อความที่ส่งไม่ถึงผู้รับ" in page.content.decode()


def test_who_may_not_is_turned_away(tenant, clerk: Visitor) -> None:
    stranger = with_password(officer("noi"))
    seat(stranger, position("driver"))
    browser = Visitor(tenant)
    assert browser.get(OUTBOX).status_code in {302, 401, 403}
    browser.sign_in("noi")
    assert browser.get(OUTBOX).status_code == 403


def test_the_page_speaks_english(clerk: Visitor) -> None:
    clerk.cookies["thongthin_language"] = "en"
    page = clerk.get(OUTBOX).content.decode()
    assert "Outgoing messages" in page
    assert "Text message (SMS)" in page
