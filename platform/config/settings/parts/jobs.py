"""The queue: tables in public, one worker process for all municipalities."""

from config.env import read_env

_env = read_env()

# LISTEN needs a session: never point this alias at a transaction pooler.
PROCRASTINATE_DATABASE_ALIAS = "shared"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
# After a longer pause of all workers, a schedule's last moment is not made up for.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 3600}

WORKER_CONCURRENCY = _env.int("WORKER_CONCURRENCY", 2)
