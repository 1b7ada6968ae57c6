"""A whole installation of its own to be hurt: durable PostgreSQL, web server, job worker.

It kills only processes whose ids it read from its own files, after proving that the database it
writes to lies in its own folder.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
HOST = "banmai.localhost"
PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def kill(pids: list[int]) -> None:
    """End processes without a chance to say goodbye."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def place_of(key: str) -> str:
    """Return the address of the reporter with this key (hexadecimal digits)."""
    return f"10.{int(key[:2], 16)}.{int(key[2:4], 16)}.{int(key[4:6], 16)}"


@dataclass
class Rig:
    """One installation: where it is and what it runs."""

    pg_port: int = field(default_factory=free_port)
    web_port: int = field(default_factory=free_port)
    web: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What the site is told; the object store is that of the tests."""
        return {
            **os.environ,
            "PG_INSTANCE": "faults",
            "PG_PORT": str(self.pg_port),
            "PG_DURABLE": "yes",
        }

    def script(self, *words: str, check: bool = True) -> str:
        """Run infra/dev/postgres.sh for this installation's cluster."""
        answer = subprocess.run(
            [ROOT / "infra" / "dev" / "postgres.sh", *words],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE * 3,
            check=check,
        )
        return answer.stdout.strip()

    @property
    def site(self) -> dict[str, str]:
        """The environment of the web server and the worker."""
        return {
            **self.environment,
            "DJANGO_ENV": "local",
            "DJANGO_SETTINGS_MODULE": "config.settings.local",  # not those of the tests
            "THONGTHIN_ENV_FILE": "/dev/null",
            "SECRET_KEY": "for-the-fault-drill-" + "x" * 40,
            "PUBLIC_HOST": "localhost",
            "DEMO": "1",  # notices end in the outbox page
            "TRUSTED_PROXIES": "127.0.0.1",  # each report comes from a place of its own
            "PORT": str(self.web_port),
            "DATABASE_URL": self.script("url", "app"),
            "OWNER_DATABASE_URL": self.script("url", "owner"),
            "API_ANONYMOUS_REQUESTS_PER_MINUTE": "1000000",
            "API_CALLER_REQUESTS_PER_MINUTE": "1000000",
        }

    def manage(self, *words: str) -> str:
        """Run a management command."""
        answer = subprocess.run(
            [sys.executable, "manage.py", *words],
            env=self.site,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE * 3,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr[-2000:]
        return answer.stdout

    def open_town(self, slug: str, *, code: str) -> None:
        """Make a municipality that is open for everybody."""
        names = ["--name", "เทศบาลตำบลบ้านใหม่", "--name-en", "Ban Mai"]
        self.manage("tenant", "create", slug, *names, "--code", code)

    def owner(self) -> psycopg.Connection:
        """Open a connection that sees every schema."""
        place = self.script("url", "owner").replace("postgis:", "postgresql:")
        return psycopg.connect(place, autocommit=True)

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi"]
        manners = ["--config", "python:config.serving", "--bind", f"127.0.0.1:{self.web_port}"]
        self.web = self._spawn([*gunicorn, *manners])
        self.wait_for("/healthz")

    def start_worker(self) -> None:
        """Start the job worker."""
        self.worker = self._spawn([sys.executable, "manage.py", "worker", "--concurrency", "2"])

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        log = ROOT / ".local" / "faults" / "log"
        with log.open("ab") as out:
            return subprocess.Popen(
                command, env=self.site, cwd=ROOT, stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )

    def wait_for(self, path: str) -> None:
        """Wait until an address answers with success."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.web_port}{path}", headers={"Host": HOST}
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError):
                urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
                return
            time.sleep(0.2)
        log = (ROOT / ".local" / "faults" / "log").read_text(errors="replace")
        raise AssertionError(f"{path} did not answer:\n{log[-3000:]}")

    def plain_category(self) -> str:
        """Return a category that can be reported without a photo."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.web_port}/api/v1/complaints/categories/",
            headers={"Host": HOST},
        )
        with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
            kinds = json.loads(answer.read())
        return next(
            str(kind["code"])
            for kind in kinds
            if kind["photo_rule"] not in {"on_report", "both"} and not kind["emergency"]
        )

    def prove_own_database(self) -> None:
        """Refuse to go on unless the database lies in this rig's own folder."""
        place = self.script("psql", "-d", "postgres", "-qAt", "-c", "show data_directory")
        assert place == f"{self.script('home')}/data", place

    def kill_postgres(self) -> None:
        """Kill the database server and all its helpers, then start it until it is up again."""
        pid_file = Path(self.script("home")) / "data" / "postmaster.pid"
        postmaster = int(pid_file.read_text().split()[0])
        helpers = children_of(postmaster)
        kill([postmaster, *helpers])
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.script("start", check=False)
            with suppress(psycopg.OperationalError), self.owner() as connection:
                connection.execute("select 1")
                return
            time.sleep(0.3)
        raise AssertionError("PostgreSQL did not come back")

    def kill_web_process(self) -> int:
        """Kill one of the web server's processes; its master starts another."""
        assert self.web is not None
        victim = children_of(self.web.pid)[0]
        kill([victim])
        return victim

    def kill_worker(self) -> None:
        """Kill the job worker and start another."""
        assert self.worker is not None
        kill([self.worker.pid])
        self.worker.wait()
        self.start_worker()

    def stop(self) -> None:
        """Stop everything, the database last."""
        for process in (self.web, self.worker):
            if process:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                process.kill()
        self.script("stop")


@contextmanager
def installation(*slugs: str) -> Iterator[Rig]:
    """Make a fresh installation with these municipalities (or one), and stop it afterwards."""
    rig = Rig()
    (ROOT / ".local" / "faults").mkdir(parents=True, exist_ok=True)
    home = Path(rig.script("home"))
    rig.script("stop", check=False)
    subprocess.run(["rm", "-rf", home], check=True)
    try:
        rig.script("start")
        rig.prove_own_database()
        rig.manage("fleet", "migrate")
        rig.manage("ensure_bucket")
        rig.manage("collectstatic", "--no-input", "--verbosity", "0")
        for number, slug in enumerate(slugs or ("banmai",)):
            rig.open_town(slug, code=f"50999{number:02d}")
        rig.start_web()
        rig.start_worker()
        yield rig
    finally:
        rig.stop()
