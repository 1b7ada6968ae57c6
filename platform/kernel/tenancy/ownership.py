"""Change tables: reconnect as the owner for a while."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections


@contextmanager
def as_owner() -> Iterator[None]:
    """Use the owner's login on the default connection; only for commands that build or migrate.

    Raises:
        ImproperlyConfigured: this process was not given the owner's login, or is in a transaction.
    """
    if connection.in_atomic_block:
        raise ImproperlyConfigured("as_owner() needs a fresh connection, not an open transaction")
    _must_have_the_login()
    before = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
    _sign_in(settings.DATABASE_OWNER_LOGIN, settings.DATABASE_OWNER_PASSWORD)
    try:
        yield
    finally:
        _sign_in(*before)


def owner_session() -> psycopg.Connection:
    """Open one more session of the owner, past any pooler; the caller closes it.

    Raises:
        ImproperlyConfigured: this process was not given the owner's login.
    """
    _must_have_the_login()
    place = connections["shared"].settings_dict
    return psycopg.connect(
        host=place["HOST"],
        port=place["PORT"] or None,
        dbname=place["NAME"],
        user=settings.DATABASE_OWNER_LOGIN,
        password=settings.DATABASE_OWNER_PASSWORD,
        autocommit=True,
        application_name="thongthin fleet",
    )


def _must_have_the_login() -> None:
    if not settings.DATABASE_OWNER_PASSWORD:
        raise ImproperlyConfigured(
            "This command changes tables: set OWNER_DATABASE_URL to the login that owns them."
        )


def _sign_in(user: str, password: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = user
    connection.settings_dict["PASSWORD"] = password
