import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

HERE = Path(__file__).parent


@pytest.fixture
def worker_process(committed) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start real workers as processes of their own; the ones still alive are killed at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "TEST_DATABASE": settings.DATABASES["default"]["NAME"]}
        process = subprocess.Popen(
            [sys.executable, str(HERE / "run_worker.py"), *options],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait(timeout=10)


@pytest.fixture
def jobs_table() -> Callable[[], list[tuple[str, str]]]:
    """Read (task, status) of every job, as operations would."""

    def read() -> list[tuple[str, str]]:
        with connections["shared"].cursor() as cursor:
            cursor.execute(
                "SELECT task_name, status FROM procrastinate_jobs WHERE args ? 'tenant' ORDER BY id"
            )
            return cursor.fetchall()

    return read
