"""Keep the web server and the job worker of one machine running, and stop them in order.

Usage: supervise.py run | addresses | running | down. `infra/dev/up.sh` calls it.
Its state is in .local/dev/run. Standard library only.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / ".local" / "dev" / "run"
PID = RUN / "supervisor.pid"
READY = RUN / "ready"
PATIENCE = 20.0  # seconds between asking a process to go and making it go

ADDRESSES = """
  Mae Hia, for its people       http://maehia.localhost:{port}/
  Mae Hia, for its officers     http://maehia.localhost:{port}/desk/
  Suthep, the second town       http://suthep.localhost:{port}/
  Portal                        http://localhost:{port}/
  REST interface                http://maehia.localhost:{port}/api/v1/schema/
  Health                        http://localhost:{port}/readyz

  Demo people, password thongthin-demo:
    clerk, engineer, health, crew, gis, palad, mayor, admin, citizen
  Log: .local/dev/log/up.log      Stop: {stop}
"""


@dataclass
class Child:
    """A process of ours that is started again when it dies."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    not_before: float = 0.0
    delay: float = 0.5

    def tend(self) -> None:
        """Start the process unless it runs; wait longer after each early death."""
        now = time.monotonic()
        if self.process and self.process.poll() is None:
            if now - self.not_before > PATIENCE:
                self.delay = 0.5
            return
        if self.process:
            say(f"{self.name} ended ({self.process.returncode}); starting it again")
            self.process = None
            self.not_before = now + self.delay
            self.delay = min(self.delay * 2, PATIENCE)
        if now >= self.not_before:
            # The kernel ends the child when we are killed; its own session keeps Ctrl-C for us.
            command = ["setpriv", "--pdeathsig", "TERM", *self.command]
            # Only commands that change tables may know the owner's password.
            environment = {**os.environ, "OWNER_DATABASE_URL": ""}
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, start_new_session=True
            )
            self.not_before = now

    def end(self) -> None:
        """Ask the process to go, and after a while make its whole group go."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Server:
    """A server that its own script starts and stops: PostgreSQL or the object store."""

    name: str
    port: int
    failures: int = field(default=0)

    def tend(self) -> None:
        """Have the script start the server when it no longer answers twice in a row."""
        self.failures = 0 if answers(self.port) else self.failures + 1
        if self.failures > 1:
            say(f"{self.name} does not answer; starting it again")
            self.script("start")
            self.failures = 0

    def script(self, verb: str) -> subprocess.Popen[bytes]:
        """Run the server's own script and wait for a start, but not for a stop."""
        process = subprocess.Popen(
            [ROOT / "infra" / "dev" / f"{self.name}.sh", verb], cwd=ROOT, stdin=subprocess.DEVNULL
        )
        if verb == "start":
            process.wait()
        return process


def say(text: str) -> None:
    """Write one line for the person at the terminal."""
    print(f"==> {text}", file=sys.stderr, flush=True)


def answers(port: int) -> bool:
    """Return whether something listens on a local port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ready() -> bool:
    """Return whether the site says that it and all it depends on work."""
    address = f"http://127.0.0.1:{os.environ['PORT']}/readyz"
    request = urllib.request.Request(address, headers={"Host": "localhost"})
    with contextlib.suppress(OSError, urllib.error.URLError):
        return bool(urllib.request.urlopen(request, timeout=5).status == 200)  # noqa: PLR2004, S310
    return False


def addresses() -> None:
    """Print where everything is."""
    stop = "make down" if os.environ.get("DETACH") == "1" else "Ctrl-C, or make down"
    print(ADDRESSES.format(port=os.environ["PORT"], stop=stop), flush=True)


def children() -> list[Child]:
    """Return the processes that make up the site."""
    python = str(ROOT / ".venv" / "bin" / "python")
    gunicorn = [
        python,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--config",
        "python:config.serving",
        "--bind",
        f"127.0.0.1:{os.environ['PORT']}",
    ]
    worker = [python, "manage.py", "worker", "--concurrency", "4"]
    return [Child("web", gunicorn), Child("worker", worker)]


def run() -> None:
    """Supervise until asked to stop; then stop the site first and its servers after it."""
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    RUN.mkdir(parents=True, exist_ok=True)
    READY.unlink(missing_ok=True)
    PID.write_text(str(os.getpid()))
    ours = children()
    servers = [
        Server("postgres", int(os.environ["PG_PORT"])),
        Server("s3", int(os.environ["S3_PORT"])),
    ]
    turn = 0
    while not stopping:
        tend = [*ours, *(servers if turn % 6 == 5 else [])]  # noqa: PLR2004
        for one in tend:
            one.tend()
        if not READY.exists() and ready():
            READY.touch()
            addresses()
        turn += 1
        time.sleep(0.5)
    say("stopping")
    for child in ours:
        child.end()
    for process in [server.script("stop") for server in servers]:
        process.wait()
    PID.unlink(missing_ok=True)
    READY.unlink(missing_ok=True)
    say("stopped; the data stays in .local")


def supervisor() -> int | None:
    """Return the process id of the running supervisor, if there is one."""
    try:
        pid = int(PID.read_text())
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if str(Path(__file__)).encode() in words and b"run" in words.split(b"\0") else None


def down() -> None:
    """Stop what runs, also after the supervisor itself was killed."""
    pid = supervisor()
    if pid:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 5 * PATIENCE
    while supervisor() and time.monotonic() < deadline:
        time.sleep(0.2)
    for name in ("s3", "postgres"):
        Server(name, 0).script("stop").wait()
    for leftover in (PID, READY):
        leftover.unlink(missing_ok=True)


def running() -> None:
    """End with 0 when the site is ready, 1 while it starts, 3 when there is none."""
    sys.exit(3 if supervisor() is None else int(not READY.exists()))


def main() -> None:
    """Do what the first word says."""
    verbs: dict[str, Callable[[], None]] = {
        "run": run,
        "addresses": addresses,
        "running": running,
        "down": down,
    }
    verbs[sys.argv[1]]()


if __name__ == "__main__":
    main()
