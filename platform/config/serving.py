"""How the web server runs: gunicorn --config python:config.serving config.wsgi."""

import gc

from config.env import read_env

_env = read_env()


def post_worker_init(_worker: object) -> None:
    """Leave what was loaded at start-up out of every later collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


workers = _env.int("WEB_WORKERS", 2)
worker_class = "gthread"
# A thread for each request that is served or waits, and some that only send away.
threads = _env.int("WEB_AT_ONCE", 4) + _env.int("WEB_WAITING", 12) + 4
# Longer than a reverse proxy keeps an idle connection while somebody reads a page.
keepalive = 15
graceful_timeout = 15
timeout = 60
control_socket_disable = True
