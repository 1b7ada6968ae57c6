import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connections
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.notifications import delivering, tasks
from kernel.notifications import services as notifications
from kernel.notifications.errors import NotRetryable
from kernel.notifications.models import Message, State
from kernel.notifications.recipients import Recipient
from kernel.tenancy import tenant_scope

MAIL_ONLY = Recipient(name="สมชาย", email="somchai@example.test")
SMS_ONLY = Recipient(name="สมชาย", phone="+66812345678")


@pytest.fixture
def notify(banmai, templates) -> Callable[..., Message]:
    def write(recipient=MAIL_ONLY, key: str = "k1", event: str = "complaint.received") -> Message:
        with tenant_scope(banmai):
            (message,) = notifications.notify(
                event=event,
                recipient=recipient,
                context={"code": "ร-69-00001", "minutes": "5", "town": "บ้านใหม่"},
                key=key,
            )
            return message

    return write


def test_a_mail_goes_out_in_the_towns_name(
    banmai, notify, run_jobs, mail_server, outbox_of
) -> None:
    notify()

    run_jobs()

    (mail,) = mail_server.mails
    assert mail.rcpt_tos == ["somchai@example.test"]
    text = mail.content.decode()
    assert "Auto-Submitted: auto-generated" in text
    assert "@banmai" in text.split("Message-ID:")[1].splitlines()[0]
    (message,) = outbox_of(banmai)
    assert message.state == State.SENT
    assert message.sent_at is not None


def test_a_server_that_refuses_is_tried_again_later_until_given_up(
    banmai, notify, run_jobs, mail_server, outbox_of
) -> None:
    mail_server.refuse = "451 not now, somchai@example.test"
    notify()
    waits = []
    for _ in range(delivering.MOST_ATTEMPTS):
        run_jobs()
        (message,) = outbox_of(banmai)
        waits.append(message.next_at - timezone.now())
        with tenant_scope(banmai):
            Message.objects.update(next_at=timezone.now())
        with connections["shared"].cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'"
            )

    (message,) = outbox_of(banmai)
    assert message.state == State.DEAD
    assert message.attempts == delivering.MOST_ATTEMPTS
    assert message.last_error == "SMTPDataError 451"
    assert waits[1] > waits[0]
    assert mail_server.mails == []

    mail_server.refuse = ""
    with tenant_scope(banmai):
        notifications.send_again(message_id=message.pk, by=SYSTEM, at=timezone.now())
    run_jobs()
    assert outbox_of(banmai)[0].state == State.SENT
    with pytest.raises(NotRetryable), tenant_scope(banmai):
        notifications.send_again(message_id=message.pk, by=SYSTEM, at=timezone.now())


def test_without_a_mail_server_demo_mode_only_records(banmai, notify, run_jobs, outbox_of) -> None:
    notify()

    run_jobs()

    assert outbox_of(banmai)[0].state == State.SENT


def test_who_dies_while_sending_leaves_a_lease_that_runs_out(
    banmai, notify, run_jobs, mail_server, outbox_of
) -> None:
    message = notify()
    now = timezone.now()
    with tenant_scope(banmai):
        assert delivering.take(message_id=message.pk, at=now) is not None  # and dies here
    run_jobs()
    assert mail_server.mails == []
    with tenant_scope(banmai):
        assert delivering.due(at=now + timedelta(minutes=1)) == []
        assert delivering.due(at=now + timedelta(minutes=3)) == [message.pk]
        Message.objects.update(leased_until=now)
        tasks.deliver_due.enqueue()

    run_jobs()

    assert len(mail_server.mails) == 1
    assert outbox_of(banmai)[0].attempts == 2


def test_a_message_is_taken_by_one_only(banmai, notify, run_jobs, mail_server) -> None:
    message = notify()
    with tenant_scope(banmai):
        for _ in range(5):
            tasks.deliver.enqueue(message_id=message.pk)

    run_jobs()

    assert len(mail_server.mails) == 1


def test_a_one_time_code_is_erased_once_sent(  # noqa: PLR0913, PLR0917
    banmai, notify, run_jobs, mail_server, outbox_of, settings
) -> None:
    settings.DEMO = False
    notify(event="citizens.sign_in_code")

    run_jobs()

    (message,) = outbox_of(banmai)
    assert (message.state, message.body, message.subject) == (State.SENT, "", "")


def test_what_was_sent_long_ago_is_forgotten(banmai, notify, run_jobs, outbox_of) -> None:
    notify()
    run_jobs()
    with tenant_scope(banmai):
        assert delivering.forget(at=timezone.now() + timedelta(days=89)) == 0
        assert delivering.forget(at=timezone.now() + timedelta(days=91)) == 1
    assert outbox_of(banmai) == []


def test_messages_of_two_towns_stay_apart(banmai, nadee, notify, run_jobs, outbox_of) -> None:
    notify()
    run_jobs()
    assert outbox_of(nadee) == []


class Gateway:
    """A text message gateway on loopback."""

    def __init__(self) -> None:
        self.posts: list[tuple[dict[str, str], dict[str, object]]] = []
        self.status = 202
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                gateway.posts.append((dict(self.headers), json.loads(body)))
                self.send_response(gateway.status)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                """Keep quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    fake = Gateway()
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{fake.server.server_port}/send"
    settings.SMS_GATEWAY_BODY = {
        "to": ["{phone}"],
        "message": {"body": "{text}"},
        "ref": "{id}",
        "n": 1,
    }
    settings.SMS_GATEWAY_HEADERS = {"Authorization": "Key abc"}
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


def test_a_text_message_is_posted_as_the_installation_describes(
    banmai, notify, run_jobs, gateway, outbox_of
) -> None:
    notify(SMS_ONLY)

    run_jobs()

    ((headers, body),) = gateway.posts
    assert body["to"] == ["+66812345678"]
    assert body["message"] == {"body": "รับเรื่อง ร-69-00001 แล้ว"}
    assert body["ref"] == headers["Idempotency-Key"]
    assert headers["Authorization"] == "Key abc"
    assert outbox_of(banmai)[0].state == State.SENT


@pytest.mark.parametrize("status", [302, 400, 503])
def test_a_gateway_that_refuses_is_a_failure_and_no_redirect_is_followed(  # noqa: PLR0913, PLR0917
    banmai, notify, run_jobs, gateway, outbox_of, status
) -> None:
    gateway.status = status
    notify(SMS_ONLY)

    run_jobs()

    (message,) = outbox_of(banmai)
    assert (message.state, message.last_error) == (State.FAILED, f"gateway answered {status}")


def test_both_channels_carry_the_same_id_at_every_attempt(
    banmai, notify, run_jobs, gateway
) -> None:
    gateway.status = 503
    message = notify(SMS_ONLY)
    run_jobs()
    with tenant_scope(banmai):
        Message.objects.update(next_at=timezone.now())
        tasks.deliver.enqueue(message_id=message.pk)
    run_jobs()

    assert len({body["ref"] for _, body in gateway.posts}) == 1
    assert len(gateway.posts) == 2
