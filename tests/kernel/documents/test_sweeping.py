import contextlib
import io
from datetime import timedelta

from django.utils import timezone

from kernel.documents import tasks
from kernel.documents.store import TenantStore
from kernel.documents.sweeping import sweep
from kernel.jobs import tenant_task
from kernel.tenancy import tenant_scope


@tenant_task(transaction=False, retries=0)
def sweep_in_two_days() -> None:
    """Sweep as if two days had gone by."""
    sweep(at=timezone.now() + timedelta(days=2))


class Oops(Exception):
    """Thrown to roll back."""


def test_objects_that_no_row_knows_are_deleted_after_a_day_and_no_others(
    banmai, nadee, received, run_jobs, fresh
) -> None:
    kept = received()
    run_jobs()
    store, theirs = TenantStore(f"{banmai.id}/"), TenantStore(f"{nadee.id}/")
    with contextlib.suppress(Oops), tenant_scope(banmai):
        left = received()
        raise Oops
    assert store.stat(left.key) is not None
    foreign = theirs.key("incoming", str(left.public_id), "raw")
    theirs.put(foreign, io.BytesIO(b"x"), size=1, content_type="text/plain")

    with tenant_scope(banmai):
        tasks.sweep.enqueue()
    run_jobs()
    assert store.stat(left.key) is not None  # younger than a day

    with tenant_scope(banmai):
        sweep_in_two_days.enqueue()
    run_jobs()
    assert store.stat(left.key) is None
    assert theirs.stat(foreign) is not None
    for variant in fresh(kept).variants.values():
        assert store.stat(variant["key"]) is not None
