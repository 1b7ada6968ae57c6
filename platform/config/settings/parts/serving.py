"""How much one web process takes in; config.serving has threads for it."""

from typing import Any

from config.env import read_env

_env = read_env()

# Served at once, waiting for their turn, and how long they wait before they are sent away.
ADMISSION: dict[str, Any] = {
    "at_once": _env.int("WEB_AT_ONCE", 4),
    "waiting": _env.int("WEB_WAITING", 12),
    "patience_seconds": _env.float("WEB_PATIENCE_SECONDS", 2.0),
}
