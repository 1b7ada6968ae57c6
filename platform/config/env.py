"""Typed reading of the environment; every missing or wrong value is named with what to do.

The reference page docs/reference/environment.md lists the same names.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parents[2]

HELP = {
    "SECRET_KEY": "a long random text; `make up` writes one into .local/env",
    "DATABASE_URL": "postgis://thongthin_app:PASSWORD@HOST:PORT/NAME (the login without rights)",
    "OWNER_DATABASE_URL": "the same with the login thongthin_owner; only where tables are changed",
    "S3_ENDPOINT": "host:port of the object store, without a scheme",
    "S3_ACCESS_KEY": "the access key of the object store",
    "S3_SECRET_KEY": "the secret key of the object store",
    "PUBLIC_HOST": "the host name of the portal; municipalities are sub-domains of it",
}


def read_env() -> Env:
    """Return a reader over the process environment and, if present, the installation's own file.

    `.local/env` is written by `make up`; the process environment wins over it.
    """
    env = Env(expand_vars=False)
    installed = ROOT / os.environ.get("THONGTHIN_ENV_FILE", ".local/env")
    if installed.is_file():
        env.read_env(str(installed), recurse=False, override=False)
    return env


def need(env: Env, name: str) -> str:
    """Return the text of a variable that must be set.

    Raises:
        ImproperlyConfigured: it is missing or empty; the text says what to write.
    """
    try:
        value = str(env.str(name, ""))
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from error
    if not value:
        msg = f"{name} is not set. Set it to: {HELP[name]}."
        raise ImproperlyConfigured(msg)
    return value
