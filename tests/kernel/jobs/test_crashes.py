import signal
import subprocess
import time

from django.db import connections

from kernel.jobs import queue
from kernel.jobs.selectors import pulse
from kernel.tenancy import tenant_scope
from tests.kernel.jobs import tasks_for_tests as work


def _wait_for_death(process: subprocess.Popen[bytes]) -> None:
    assert process.wait(timeout=30) == -signal.SIGKILL


def _marks(tenant) -> list[str]:
    with tenant_scope(tenant):
        return work.marks()


def test_a_worker_killed_before_the_commit_loses_nothing(
    banmai, worker_process, run_jobs, tmp_path
) -> None:
    with tenant_scope(banmai):
        work.mark_and_die_before_commit.enqueue(text="once", first_time=str(tmp_path / "flag"))

    _wait_for_death(worker_process("--concurrency", "1"))
    assert _marks(banmai) == []
    time.sleep(1.2)  # the dead worker's last sign of life grows old
    run_jobs()

    assert _marks(banmai) == ["once"]


def test_a_worker_killed_after_the_commit_doubles_nothing(
    banmai, worker_process, run_jobs, jobs_table, tmp_path
) -> None:
    with tenant_scope(banmai):
        work.mark_and_die_after_commit.enqueue(text="once", first_time=str(tmp_path / "flag"))

    _wait_for_death(worker_process("--concurrency", "1"))
    assert _marks(banmai) == ["once"]
    assert [status for _, status in jobs_table()] == ["doing"]
    time.sleep(1.2)
    run_jobs()

    assert _marks(banmai) == ["once"]
    assert [status for _, status in jobs_table()] == ["succeeded"]


def test_a_worker_stops_cleanly_when_told_to(banmai, worker_process) -> None:
    process = worker_process("--concurrency", "1")
    deadline = time.monotonic() + 30
    while pulse().workers == 0 and time.monotonic() < deadline:
        time.sleep(0.2)
    with tenant_scope(banmai):
        work.mark.enqueue(text="woken")
    while not _marks(banmai) and time.monotonic() < deadline:
        time.sleep(0.1)

    process.terminate()

    assert process.wait(timeout=15) == 0
    assert _marks(banmai) == ["woken"]
    assert pulse().workers == 0


def test_a_worker_comes_back_after_the_database_was_away(banmai, worker_process) -> None:
    process = worker_process("--concurrency", "1", "--stalled-after", "2")
    deadline = time.monotonic() + 40
    while pulse().workers == 0 and time.monotonic() < deadline:
        time.sleep(0.2)
    with connections["shared"].cursor() as cursor:  # as a restart of the server would
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user "
            "AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 1
    connections["default"].close()

    with tenant_scope(banmai):
        work.mark.enqueue(text="afterwards")
    while not _marks(banmai) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert _marks(banmai) == ["afterwards"]
    assert process.poll() is None


def test_control_without_the_claim_the_same_crash_doubles_the_effect(
    banmai, worker_process, run_jobs, tmp_path, monkeypatch
) -> None:
    with tenant_scope(banmai):
        work.mark_and_die_after_commit.enqueue(text="twice", first_time=str(tmp_path / "flag"))
    _wait_for_death(worker_process("--concurrency", "1"))
    time.sleep(1.2)
    monkeypatch.setattr(queue, "claim", lambda _job_id: True)

    run_jobs()

    assert _marks(banmai) == ["twice", "twice"]
