"""Every refusal of the API has one shape, and is told in Thai and in English."""

import json

import pytest
from django.http import HttpResponse
from rest_framework import serializers

from kernel.api.problems import problem_of
from tests.kernel.api.conftest import LAMPS, Caller

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.api.probe")]

MEMBERS = {"type", "title", "status", "detail", "code", "errors", "request_id", "translations"}


def _is_problem(answer: HttpResponse, status: int, code: str) -> dict:
    body = json.loads(answer.content)
    assert answer.status_code == status, body
    assert answer["Content-Type"] == "application/problem+json"
    assert set(body) == MEMBERS
    assert body["status"] == status
    assert body["code"] == code
    assert set(body["translations"]) == {"th", "en"}
    assert body["translations"]["th"] != body["translations"]["en"]
    assert body["request_id"] == answer["X-Request-ID"]
    return body


def test_a_refusal_of_a_service_carries_its_code_and_both_languages(caller: Caller) -> None:
    body = _is_problem(caller.lamp("gone"), 409, "lamp_gone")

    assert body["translations"]["th"]["detail"] == "ไม่พบสิ่งที่ต้องการ"
    assert body["title"] == body["translations"]["th"]["title"]


def test_an_english_reader_gets_the_title_in_english(caller: Caller) -> None:
    answer = caller.send(LAMPS, {"name": "gone", "watts": 5}, **{"accept-language": "en"})

    body = _is_problem(answer, 409, "lamp_gone")
    assert body["title"] == body["translations"]["en"]["title"]


def test_wrong_fields_are_named_one_by_one(caller: Caller) -> None:
    answer = caller.send(LAMPS, {"name": "", "watts": 0, "parts": [{"a": 1}, 7]})

    body = _is_problem(answer, 400, "invalid")
    named = {error["field"]: error["code"] for error in body["errors"]}
    assert named == {"name": "blank", "watts": "min_value", "parts.1": "not_a_dict"}


def test_fields_called_message_and_code_are_fields_too() -> None:
    error = serializers.ValidationError({"message": ["a"], "code": ["b"]})

    problem = problem_of(error)

    assert problem is not None
    assert [line["field"] for line in problem.errors] == ["message", "code"]


@pytest.mark.parametrize(
    "body",
    ["{", '{"name": NaN}', '"\\ud800"', "[" * 100_000, '{"a":' * 60 + "1" + "}" * 60, b"\xff\xfe"],
)
def test_a_body_that_cannot_be_read_is_malformed(caller: Caller, body: str | bytes) -> None:
    _is_problem(caller.send(LAMPS, body), 400, "malformed")


def test_a_body_in_another_format_is_refused(caller: Caller) -> None:
    answer = caller.post(LAMPS, "<lamp/>", content_type="application/xml")

    _is_problem(answer, 415, "unsupported_media_type")


def test_a_method_nobody_offers_names_those_that_are(caller: Caller) -> None:
    answer = caller.delete(LAMPS)

    _is_problem(answer, 405, "method_not_allowed")
    assert "POST" in answer["Allow"]


def test_an_answer_in_another_format_is_not_acceptable(caller: Caller) -> None:
    answer = caller.get(LAMPS, headers={"accept": "application/pdf"})

    _is_problem(answer, 406, "not_acceptable")


def test_an_address_that_leads_nowhere_is_missing(caller: Caller) -> None:
    _is_problem(caller.get("/api/v1/nothing/here"), 404, "missing")


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/auth/tokens/", "/api/v2/"])
def test_a_wrong_address_is_missing_for_a_program_that_posts(path: str) -> None:
    program = Caller(enforce_csrf_checks=True, HTTP_HOST="banmai.localhost")

    _is_problem(program.send(path, {}), 404, "missing")


def test_a_program_signs_in_without_a_form_token() -> None:
    program = Caller(enforce_csrf_checks=True, HTTP_HOST="banmai.localhost")

    answer = program.send("/api/v1/auth/token/", {"username": "nobody", "password": "x"})

    _is_problem(answer, 401, "sign_in_failed")


def test_a_service_that_says_later_says_when(caller: Caller) -> None:
    answer = caller.lamp("later")

    _is_problem(answer, 429, "lamp_later")
    assert answer["Retry-After"] == "90"


def test_a_stranger_is_asked_to_sign_in(caller: Caller) -> None:
    answer = caller.get("/api/v1/signed/")

    _is_problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["wrong", "\xff\xfe", "a b", "x" * 500])
def test_a_token_nobody_gave_out_is_refused(caller: Caller, token: str) -> None:
    answer = caller.get("/api/v1/signed/", headers={"authorization": f"Bearer {token}"})

    _is_problem(answer, 401, "authentication_failed")


def test_a_database_that_gives_up_is_busy_and_says_when_to_come_back(caller: Caller) -> None:
    answer = caller.lamp("busy")

    _is_problem(answer, 503, "busy")
    assert answer["Retry-After"] == "5"


def test_a_bug_tells_nothing_but_its_request_id(caller: Caller) -> None:
    caller.raise_request_exception = False

    answer = caller.lamp("bug")

    _is_problem(answer, 500, "server_error")
    assert b"Zero" not in answer.content


def test_control_characters_never_reach_a_table(caller: Caller) -> None:
    answer = caller.send(LAMPS, '{"name": "หน้า\\u0008วัด\\u0000", "watts": 3}')

    assert answer.status_code == 201
    assert answer.json()["name"] == "หน้าวัด"


def test_a_name_of_nothing_but_control_characters_is_blank(caller: Caller) -> None:
    body = _is_problem(caller.send(LAMPS, {"name": "\u200b", "watts": 3}), 400, "invalid")

    assert body["errors"][0]["code"] == "blank"
