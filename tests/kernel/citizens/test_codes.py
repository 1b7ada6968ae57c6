"""Citizens sign in by a code sent to a telephone or a mailbox."""

from copy import copy
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from kernel.access.models import Account
from kernel.citizens import limits, services
from kernel.citizens.addresses import AddressUnusable, read_address
from kernel.citizens.models import Channel, SignInCode
from kernel.citizens.services import CodeGone, CodeWrong
from tests.kernel.access.people import Visitor
from tests.kernel.citizens.conftest import Outbox

PHONE = "081-234-5678"


def ask(visitor: Visitor, address: str = PHONE) -> HttpResponse:
    return visitor.post("/sign-in/", {"address": address})


def give(visitor: Visitor, code: str) -> HttpResponse:
    return visitor.post("/sign-in/code/", {"code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def send(address: str = PHONE, key: str = "k", at=None) -> None:
    services.send_code(
        address=read_address(address), request_key=key, language="th", at=at or timezone.now()
    )


def test_a_citizen_signs_in_by_telephone_without_a_password(
    visitor: Visitor, outbox: Outbox
) -> None:
    asked = ask(visitor)
    came = give(visitor, outbox.code)

    account = Account.objects.get(phone="+66812345678")
    assert asked.url == "/sign-in/code/"
    assert outbox.sent[0]["phone"] == "+66812345678"
    assert outbox.sent[0]["event"] == "citizens.sign_in_code"
    assert came.url == "/me/"
    assert account.is_citizen
    assert not account.has_usable_password()
    assert visitor.get("/me/").status_code == 200


def test_a_citizen_signs_in_by_email_and_finds_the_same_account_again(
    visitor: Visitor, outbox: Outbox, tenant
) -> None:
    ask(visitor, "Malee@Example.com")
    give(visitor, outbox.code)
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        again = Visitor(tenant)
        ask(again, "malee@example.com")
        give(again, outbox.code)

    assert outbox.sent[-1]["email"] == "malee@example.com"
    assert Account.objects.filter(email="malee@example.com").count() == 1


def test_thai_digits_are_read_as_digits(visitor: Visitor, outbox: Outbox) -> None:
    ask(visitor, "๐๘๑๒๓๔๕๖๗๘")
    thai = outbox.code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert give(visitor, thai).url == "/me/"


def test_a_citizen_cannot_open_the_desk(visitor: Visitor, outbox: Outbox) -> None:
    ask(visitor)
    give(visitor, outbox.code)

    assert visitor.get("/desk/people/").status_code == 403


def test_five_wrong_tries_spend_the_code(visitor: Visitor, outbox: Outbox) -> None:
    ask(visitor)
    for _ in range(5):
        give(visitor, wrong(outbox.code))

    right = give(visitor, outbox.code)

    assert right.status_code == 200
    assert "ใช้ไม่ได้แล้ว" in right.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_tries_are_counted_though_each_is_refused(tenant, outbox: Outbox) -> None:
    send()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(CodeWrong) as refused:
            services.redeem(
                address=read_address(PHONE),
                request_key="k",
                code=wrong(outbox.code),
                at=timezone.now(),
            )
        assert refused.value.params["left"] == left
    with pytest.raises(CodeGone):
        services.redeem(
            address=read_address(PHONE), request_key="k", code=outbox.code, at=timezone.now()
        )


def test_a_code_is_used_once(tenant, outbox: Outbox) -> None:
    send()
    given = {"address": read_address(PHONE), "request_key": "k", "code": outbox.code}
    services.redeem(**given, at=timezone.now())

    with pytest.raises(CodeGone):
        services.redeem(**given, at=timezone.now())


def test_a_code_lives_ten_minutes(tenant, outbox: Outbox) -> None:
    send()
    given = {"address": read_address(PHONE), "request_key": "k", "code": outbox.code}

    with pytest.raises(CodeGone):
        services.redeem(**given, at=timezone.now() + timedelta(minutes=10))


def test_a_code_is_worth_nothing_in_another_browser(
    visitor: Visitor, tenant, outbox: Outbox
) -> None:
    ask(visitor)
    first = outbox.code
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        thief = Visitor(tenant)
        ask(thief)
        stolen = give(thief, first)

    assert stolen.status_code == 200 or first == outbox.code
    assert give(Visitor(tenant), first).url == "/sign-in/"


def test_a_code_of_one_town_is_refused_in_the_next(
    visitor: Visitor, neighbour: Visitor, other_tenant, tenant, outbox: Outbox
) -> None:
    ask(visitor)
    row = SignInCode.objects.get()
    key = visitor.session["citizens_code"]["key"]

    neighbour.cookies = copy(visitor.cookies)
    by_cookie = give(neighbour, outbox.code)
    connection.set_tenant(other_tenant)
    row.save(force_insert=True)  # the worst case: the row was cloned with the schema
    with pytest.raises(CodeGone):
        services.redeem(
            address=read_address(PHONE), request_key=key, code=outbox.code, at=timezone.now()
        )
    connection.set_tenant(tenant)

    assert by_cookie.url == "/sign-in/"
    assert give(visitor, outbox.code).url == "/me/"


def test_one_address_waits_between_codes_and_gets_six_a_day(tenant, outbox: Outbox) -> None:
    start = timezone.now() - timedelta(hours=1)
    send(key="first", at=start)
    with pytest.raises(limits.TooManyCodes):
        send(key="too-soon", at=start + timedelta(seconds=20))
    for n in range(5):
        send(key=f"k{n}", at=start + timedelta(minutes=n + 1))
    with pytest.raises(limits.TooManyCodes):
        send(key="seventh", at=start + timedelta(minutes=10))
    send(key="tomorrow", at=start + timedelta(hours=25))

    assert len(outbox.sent) == 7


def test_a_town_has_a_daily_sum_of_codes(tenant, outbox: Outbox, monkeypatch) -> None:
    monkeypatch.setattr(limits, "setting", lambda _key: 3)
    for n in range(3):
        send(f"081234567{n}", key=f"k{n}")

    with pytest.raises(limits.TooManyCodes):
        send("0812345679", key="fourth")


def test_the_page_says_when_there_were_too_many(visitor: Visitor, outbox: Outbox) -> None:
    ask(visitor)

    answer = ask(visitor)

    assert answer.status_code == 200
    assert "ขอรหัสบ่อยเกินไป" in answer.content.decode()


def test_neither_address_nor_code_can_be_read_from_the_table(tenant, outbox: Outbox) -> None:
    send()

    row = SignInCode.objects.values().get()
    assert outbox.code not in str(row)
    assert "812345678" not in str(row)


@pytest.mark.parametrize("typed", ["", "053-123456", "+1 202 555 0143", "malee@", "๑๒๓", "x" * 300])
def test_an_unusable_address_is_refused(visitor: Visitor, outbox: Outbox, typed: str) -> None:
    assert ask(visitor, typed).status_code == 200
    assert outbox.sent == []


def test_addresses_are_kept_in_one_form() -> None:
    assert read_address("+66 81 234 5678").value == "+66812345678"
    assert read_address(" A@B.CO ").value == "a@b.co"
    assert read_address("0812345678").hint == "•••-•••-5678"
    assert read_address("0812345678").channel is Channel.PHONE
    with pytest.raises(AddressUnusable):
        read_address("+8613812345678")


def test_old_codes_are_forgotten(tenant, outbox: Outbox) -> None:
    send(at=timezone.now() - timedelta(days=3))

    assert services.forget_old_codes(at=timezone.now()) == 1
    assert services.forget_old_codes(at=timezone.now()) == 0


def test_ones_matters_need_a_sign_in(visitor: Visitor) -> None:
    assert visitor.get("/me/").url == "/sign-in/"
