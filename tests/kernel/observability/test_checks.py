"""What must not start does not start, and says what to do."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from kernel.observability import checks, durability, production
from kernel.tenancy.secret import TenantSecret

SOUND: dict[str, Any] = {
    "DEBUG": False,
    "DEMO": False,
    "GALLERY": False,
    "SECRET_KEY": "q8Zr2-vN6kPw0XbJ4mTf7sYc1hLd9gAe3uRo5iWn8Kz6EjVx0B",
    "SECRET_KEY_FALLBACKS": [],
    "ACCESS_LOG_DIR": "/var/log/thongthin",
    "S3_ACCESS_KEY": "AKq82mNw",
    "S3_SECRET_KEY": "w8x2Rk0v9Lq4",
    "S3_SECURE": True,
    "REQUIRE_DURABLE_DATABASE": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "EMAIL_CONFIGURED": True,
    "TRUSTED_PROXIES": ["unix"],
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "DATABASE_OWNER_LOGIN": "thongthin_owner",
    "DATABASES": {
        "default": {
            "USER": "thongthin_app",
            "PASSWORD": "Zk3v0q9Lx7Wm2Rt8Ba",
            "ENGINE": "kernel.tenancy.backend",
        }
    },
}


def _database(**changed: str) -> dict[str, Any]:
    return {"DATABASES": {"default": {**SOUND["DATABASES"]["default"], **changed}}}


def test_a_sound_production_starts() -> None:
    assert production.refusals(SimpleNamespace(**SOUND)) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"DEMO": True}, "DEMO"),
        ({"GALLERY": True}, "GALLERY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": TenantSecret("short")}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": SOUND["SECRET_KEY"] + "-demo"}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": ["short"]}, "SECRET_KEY_FALLBACKS"),
        ({"S3_SECRET_KEY": "thongthin-demo"}, "S3"),
        ({"REQUIRE_DURABLE_DATABASE": False}, "REQUIRE_DURABLE_DATABASE"),
        ({"SESSION_COOKIE_SECURE": False}, "Cookies"),
        ({"EMAIL_CONFIGURED": False}, "EMAIL_URL"),
        ({"ACCESS_LOG_DIR": ""}, "ACCESS_LOG_DIR"),
        ({"TRUSTED_PROXIES": []}, "TRUSTED_PROXIES"),
        ({"PASSWORD_HASHERS": ["x.MD5PasswordHasher"]}, "PASSWORD_HASHERS"),
        (_database(USER="thongthin_owner"), "DATABASE_URL"),
        (_database(PASSWORD="thongthin"), "password"),
        (_database(ENGINE="django.db.backends.sqlite3"), "kernel.tenancy.backend"),
    ],
)
def test_what_belongs_to_a_demonstration_is_refused(changed: dict[str, Any], word: str) -> None:
    (refusal,) = production.refusals(SimpleNamespace(**{**SOUND, **changed}))

    assert word in refusal


def test_a_secret_that_signs_alike_in_every_town_is_refused(settings: Settings) -> None:
    assert checks.every_secret_is_the_tenants_own() == []
    settings.SECRET_KEY_FALLBACKS = ["of every town"]

    (found,) = checks.every_secret_is_the_tenants_own()

    assert found.id == "observability.E005"


class FakeServer:
    """Answers current_setting() from a table."""

    def __init__(self, **values: str) -> None:
        self.values = dict.fromkeys(durability.MUST_BE_ON, "on") | values
        self.asked = ""

    def execute(self, _query: str, params: tuple[str]) -> None:
        self.asked = params[0]

    def fetchone(self) -> tuple[str]:
        return (self.values[self.asked],)


@pytest.mark.parametrize("name", durability.MUST_BE_ON)
def test_a_server_that_may_forget_is_named_with_its_cure(name: str) -> None:
    (text,) = durability.lacking(FakeServer(**{name: "off"}))

    assert text.startswith(f"{name} is 'off'")
    assert "ALTER SYSTEM" in text or "pg_checksums" in text


def test_a_server_that_waits_for_its_standby_keeps_its_word() -> None:
    assert durability.lacking(FakeServer(synchronous_commit="remote_apply")) == []


@pytest.mark.django_db
def test_the_throw_away_server_passes_only_while_durability_is_not_asked(
    settings: Settings,
) -> None:
    asked = {"databases": ["default"]}

    assert checks.the_database_keeps_its_word(**asked) == []
    settings.REQUIRE_DURABLE_DATABASE = True
    found = checks.the_database_keeps_its_word(**asked)

    assert {"observability.E001"} == {message.id for message in found}


@pytest.mark.django_db
def test_the_database_makes_trigrams_of_thai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durability, "PLACE", "()")

    found = checks.the_database_keeps_its_word(databases=["default"])

    assert [message.id for message in found] == ["observability.E002"]


def test_a_cache_shared_by_two_municipalities_is_refused(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    (found,) = checks.every_cache_key_carries_the_tenant()

    assert found.id == "observability.E003"
    assert "KEY_FUNCTION" in (found.hint or "")


def test_the_caches_we_have_carry_the_tenant() -> None:
    assert checks.every_cache_key_carries_the_tenant() == []


def test_the_checks_are_asked_by_the_commands(settings: Settings) -> None:
    settings.API_RATES = {"tenant": (0, 60)}

    found = {message.id for message in run_checks()}

    assert "api.E001" in found
