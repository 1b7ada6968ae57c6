"""The product as it runs: gunicorn and a job worker as processes, on this test's own database."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READY_SECONDS = 90


@dataclass
class Site:
    """A running site; `url("banmai")` is the address of a municipality's own host."""

    port: int
    environment: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def url(self, slug: str, path: str = "/") -> str:
        """Return the address of a path on the municipality's host."""
        return f"http://{slug}.{settings.PUBLIC_HOST}:{self.port}{path}"

    def get(self, slug: str, path: str, **headers: str) -> tuple[int, str]:
        """Ask once over a fresh connection, and return status and text."""
        host = f"{slug}.{settings.PUBLIC_HOST}" if slug else settings.PUBLIC_HOST
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(line):
            line.request("GET", path, headers={"Host": host, **headers})
            with contextlib.closing(line.getresponse()) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")

    def start(self, name: str, *command: str) -> None:
        """Start a process of the product in its own group, with its log under .local/test."""
        folder = ROOT / ".local" / "test"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{name}-{self.port}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_web(self, *, workers: int = 1, threads: int = 4) -> None:
        """Start gunicorn and wait until it answers."""
        self.start(
            "web", "-m", "gunicorn", "-w", str(workers), "--threads", str(threads),
            "--bind", f"127.0.0.1:{self.port}", "--timeout", "60", "config.wsgi",
        )  # fmt: skip
        self.wait_until_ready()

    def start_worker(self) -> None:
        """Start the job worker."""
        self.start("worker", "manage.py", "worker", "--concurrency", "2")

    def wait_until_ready(self) -> None:
        """Wait for the liveness door.

        Raises:
            TimeoutError: nothing answered in time.
        """
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("", "/healthz")[0] == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"the site on port {self.port} did not get ready")

    def kill(self, name: str, sign: int = signal.SIGKILL) -> None:
        """Send a signal to the whole group of a process."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        process.wait(timeout=30)

    def stop(self) -> None:
        """End every process."""
        for name in list(self.processes):
            self.kill(name, signal.SIGTERM)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url(name: str, *, port: str | None = None) -> str:
    """Return the application's URL of a database, perhaps at another port (a pooler's)."""
    place = settings.DATABASES["default"]
    login = f"{place['USER']}:{quote(place['PASSWORD'])}"
    return f"postgis://{login}@{place['HOST']}:{port or place['PORT']}/{name}"


@contextlib.contextmanager
def serving(database: str, **environment: str) -> Iterator[Site]:
    """Yield a site on the database; nothing is started yet, everything is stopped at the end."""
    direct = database_url(database)
    site = Site(
        port=free_port(),
        environment={
            "DJANGO_ENV": "test",
            "DATABASE_URL": direct,
            "DATABASE_DIRECT_URL": direct,
            **environment,
        },
    )
    site.environment = {"PORT": str(site.port), **site.environment}
    try:
        yield site
    finally:
        site.stop()
