"""Every kind of job, run for one municipality with the numbers of another."""

import inspect
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone
from procrastinate.contrib.django import app

from kernel.jobs import tenant_task
from kernel.jobs.envelope import Envelope
from kernel.jobs.errors import Unaddressed
from kernel.jobs.task import TenantTask
from kernel.tenancy import NoTenant, tenant_scope
from tests.isolation.world import FIRST_NUMBER_THERE, World, digest

# Jobs that other test files declare, when they were imported in the same process.
TEST_JOBS = "tests.kernel."
# Jobs of the installation itself: they serve no tenant and touch no tenant's rows.
OF_THE_PLATFORM = ("builtin:", "builtin_tasks.", "procrastinate.", "kernel.jobs.")


def _tenant_tasks() -> list[TenantTask]:
    found = []
    for task in {id(task): task for task in app.tasks.values()}.values():
        owner = getattr(task.func, "__self__", None)
        if isinstance(owner, TenantTask) and not owner.name.startswith(TEST_JOBS):
            found.append(owner)
    return sorted(found, key=lambda task: task.name)


def test_every_job_carries_its_tenant_or_belongs_to_the_platform() -> None:
    strays = [
        task.name
        for task in app.tasks.values()
        if not isinstance(getattr(task.func, "__self__", None), TenantTask)
        and not task.name.startswith(OF_THE_PLATFORM)
    ]

    assert strays == []
    assert len(_tenant_tasks()) >= 5


@pytest.mark.parametrize("task", _tenant_tasks(), ids=lambda task: task.name)
def test_a_job_of_this_town_leaves_the_other_as_it_was(task: TenantTask, world: World) -> None:
    before = digest(world.there)

    envelope = Envelope(tenant=world.here.id, role=world.here.schema, work=_their_numbers(task))
    _run(task, envelope)

    assert digest(world.there) == before


def test_a_job_without_a_tenant_is_refused() -> None:
    with pytest.raises(Unaddressed):
        Envelope.opened({"work": {}})
    with pytest.raises(NoTenant):
        _tenant_tasks()[0].enqueue()


def test_a_job_cannot_be_enqueued_in_another_towns_name(world: World) -> None:
    with pytest.raises(ProgrammingError), tenant_scope(world.here), connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.jobs_enqueue('default', 'x', 0, NULL, NULL, %s, NULL, %s)",
            [
                f'{{"tenant": "{world.there.id}", "role": "{world.there.schema}"}}',
                world.there.schema,
            ],
        )


def test_a_town_cannot_read_the_queue(world: World) -> None:
    with pytest.raises(ProgrammingError), tenant_scope(world.here), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public.procrastinate_jobs")


def _run(task: TenantTask, envelope: Envelope) -> None:
    """Run the job in the tenant; whatever it says about numbers that are not there is fine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kernel.jobs.queue.claim", lambda _job: True)
        try:
            task._run_for(envelope, _Context())
        except Exception as error:  # noqa: BLE001
            assert "permission denied" not in str(error)


class _Job:
    id = 0
    attempts = 0
    scheduled_at = None


class _Context:
    job = _Job()


def _their_numbers(task: TenantTask) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, parameter in inspect.signature(task.function).parameters.items():
        if parameter.default is inspect.Parameter.empty:
            values[name] = FIRST_NUMBER_THERE if "id" in name else _guess(parameter)
    return values


def _guess(parameter: inspect.Parameter) -> Any:
    if parameter.annotation in (dict, dict[str, Any]):
        return {}
    return timezone.now().isoformat() if "at" in parameter.name else str(timedelta(0))


def test_the_walk_finds_a_new_job_by_itself() -> None:
    @tenant_task()
    def newcomer(*, complaint_id: int) -> None: ...

    assert newcomer in _tenant_tasks()
    app.tasks.pop(newcomer.name, None)
