"""The job that makes a handout, and the nightly one that lets go of what is over."""

from tempfile import SpooledTemporaryFile

from django.utils import timezone

from kernel.documents.making import put_made
from kernel.documents.store import tenant_store
from kernel.errors import Refused
from kernel.handouts import services
from kernel.handouts.makers import Order, maker_of
from kernel.handouts.models import Handout
from kernel.jobs import every, in_tenant, tenant_task

# Beyond this a file is made on disk, so that memory stays flat.
_IN_MEMORY = 4 * 1024 * 1024


@tenant_task(retries=3, transaction=False, queue="handouts")
def make(*, handout_id: int) -> None:
    """Make one file and hand it over; safe to run twice."""
    with in_tenant():
        handout = services.begin(handout_id=handout_id)
    if handout is None:
        return
    try:
        _made(handout)
    except Refused as refusal:
        with in_tenant():
            services.fail(handout_id=handout_id, said=f"{refusal} {refusal.remedy}".strip())
        if refusal.status >= 500:  # noqa: PLR2004  # away, not unwilling: try again
            raise
    except Exception:
        with in_tenant():
            services.fail(handout_id=handout_id)
        raise


def _made(handout: Handout) -> None:
    order = Order(
        handout_id=handout.pk,
        owner_id=handout.owner_id,
        wearing=handout.wearing,
        work=handout.work,
        at=timezone.now(),
    )
    with in_tenant():
        store = tenant_store()
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        maker_of(handout.kind)(order, body)  # type: ignore[arg-type]
        made = put_made(
            store,
            body,  # type: ignore[arg-type]
            kind=services.KIND,
            file_name=handout.file_name,
            content_type=handout.content_type,
        )
    with in_tenant():
        services.finish(handout_id=handout.pk, made=made, at=timezone.now())


@every("50 19 * * *")
@tenant_task(retries=3, transaction=False)
def forget_expired() -> None:
    """Delete, every night, the files that are over; safe to run twice."""
    with in_tenant():
        store, keys = tenant_store(), services.expire(at=timezone.now())
    for key in keys:
        store.delete(key)
