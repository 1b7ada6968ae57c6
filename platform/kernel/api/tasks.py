"""The daily job of the API base."""

from django.utils import timezone

from kernel.api import idempotency
from kernel.jobs import every, tenant_task


@every("20 3 * * *")
@tenant_task()
def forget_old_answers() -> None:
    """Delete remembered answers that are older than a day; safe to run twice."""
    idempotency.forget_before(moment=timezone.now() - idempotency.KEPT_FOR)
