"""Choose the settings of this process."""

import os

ENVIRONMENTS = ("local", "test", "production")


def choose_settings() -> None:
    """Set DJANGO_SETTINGS_MODULE from DJANGO_ENV unless it is set already.

    Raises:
        SystemExit: DJANGO_ENV names no environment.
    """
    name = os.environ.get("DJANGO_ENV", "local")
    if name not in ENVIRONMENTS:
        raise SystemExit(f"DJANGO_ENV is {name!r}. Set it to one of: {', '.join(ENVIRONMENTS)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{name}")
