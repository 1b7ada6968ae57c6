"""Programs sign in with the same proofs as people."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from pytest_django import Settings

from kernel.access import services
from kernel.actors import SYSTEM
from kernel.citizens.accounts import account_at
from kernel.citizens.addresses import read_address
from tests.kernel.access.people import PASSWORD, Visitor, officer, with_password
from tests.kernel.access.test_signing_in import totp_now

TOKEN = "/api/v1/auth/token/"
LOGOUT = "/api/v1/auth/logout/"


def ask(visitor: Visitor, username: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    data = {"username": username, "password": password, **more}
    return visitor.post(TOKEN, data, content_type="application/json")


def bearer(token: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def test_a_password_buys_a_token_that_signing_out_makes_worthless(visitor: Visitor) -> None:
    with_password(officer())

    token = ask(visitor, "somchai").json()["token"]
    first = visitor.post(LOGOUT, **bearer(token))
    second = visitor.post(LOGOUT, **bearer(token))

    assert first.status_code == 204
    assert second.status_code == 401


def test_a_token_of_one_town_is_refused_in_the_next(visitor: Visitor, neighbour: Visitor) -> None:
    with_password(officer())
    token = ask(visitor, "somchai").json()["token"]

    assert neighbour.post(LOGOUT, **bearer(token)).status_code == 401
    assert visitor.post(LOGOUT, **bearer(token)).status_code == 204


def test_wrong_password_unknown_name_and_citizens_get_the_same_answer(visitor: Visitor) -> None:
    with_password(officer())
    citizen = account_at(read_address("0812345678"), at=timezone.now())
    services.set_password(account_id=citizen.pk, password=PASSWORD, by=SYSTEM, at=timezone.now())

    answers = [
        ask(visitor, "somchai", "wrong"),
        ask(visitor, "nobody", "wrong"),
        ask(visitor, citizen.username),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["code"] for answer in answers}) == 1


def test_five_wrong_passwords_lock_out_here_and_on_the_page(visitor: Visitor) -> None:
    with_password(officer())

    for _ in range(5):
        last = ask(visitor, "somchai", "wrong")

    assert last.status_code == ask(visitor, "somchai").status_code == 429
    assert last["Content-Type"] == "application/problem+json"
    assert visitor.sign_in("somchai").status_code == 429


def test_many_addresses_that_try_one_name_are_stopped_here_and_on_the_page(
    visitor: Visitor, settings: Settings
) -> None:
    with_password(officer())
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,6/3600s/key"}

    def ask_from(address: int, password: str) -> HttpResponse:
        data = {"username": " SomChai ", "password": password}
        place = {"REMOTE_ADDR": f"192.0.2.{address}"}
        return visitor.post(TOKEN, data, content_type="application/json", **place)

    tries = [ask_from(address, "wrong").status_code for address in range(6)]
    right = ask_from(7, PASSWORD)

    assert tries == [401] * 6
    assert right.status_code == 429
    assert right["Retry-After"] == "3600"
    assert "_auth_user_id" not in visitor.session
    assert visitor.sign_in("somchai").status_code == 200  # the form again, with its refusal
    assert "_auth_user_id" not in visitor.session


def test_an_officer_without_second_factor_gets_no_token(visitor: Visitor) -> None:
    with_password(officer("malee", is_demo=False))

    answer = ask(visitor, "malee")

    assert answer.status_code == 403
    assert answer.json()["code"] == "second_factor_missing"


def test_the_second_factor_is_asked_of_programs_too(visitor: Visitor) -> None:
    person = with_password(officer("malee", is_demo=False))
    secret = generate_totp_secret()
    TOTP.activate(person.account, secret)

    asked = ask(visitor, "malee")
    wrong = ask(visitor, "malee", code="000000")
    right = ask(visitor, "malee", code=totp_now(secret))

    assert asked.json()["code"] == "second_factor_asked"
    assert wrong.status_code == 401
    assert right.status_code == 200


def test_a_deactivated_officers_token_is_refused_at_once(visitor: Visitor) -> None:
    person = with_password(officer())
    token = ask(visitor, "somchai").json()["token"]

    services.deactivate(officer_id=person.pk, reason="ลาออก", by=SYSTEM, at=timezone.now())

    assert visitor.post(LOGOUT, **bearer(token)).status_code == 401
    assert ask(visitor, "somchai").status_code == 401


@pytest.mark.parametrize("data", [{}, {"username": "x"}, {"username": "", "password": ""}])
def test_an_incomplete_question_is_a_problem_not_a_crash(visitor: Visitor, data) -> None:
    cache.clear()

    assert visitor.post(TOKEN, data, content_type="application/json").status_code == 400
