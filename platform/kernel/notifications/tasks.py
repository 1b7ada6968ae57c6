"""Jobs of the outbox."""

from django.utils import timezone

from kernel.jobs import every, in_tenant, tenant_task
from kernel.notifications import delivering


@tenant_task(transaction=False, priority=10)
def deliver(*, message_id: int) -> None:
    """Send one message, or write down when to try again; safe to run twice."""
    with in_tenant() as tenant:
        message = delivering.take(message_id=message_id, at=timezone.now())
    if message is None:
        return
    reason = delivering.hand_over(message, tenant)
    with in_tenant():
        if not reason:
            delivering.note_sent(message, at=timezone.now())
            return
        again = delivering.note_failure(message, reason=reason, at=timezone.now())
        if again is not None:
            deliver.enqueue(message_id=message_id, key=f"message:{message_id}", run_at=again)


@every("*/5 * * * *")
@tenant_task(priority=10)
def deliver_due() -> None:
    """Enqueue what is due and has no job: after a crash, its lease has run out."""
    for message_id in delivering.due(at=timezone.now()):
        deliver.enqueue(message_id=message_id, key=f"message:{message_id}")


@every("50 20 * * *")
@tenant_task()
def forget_old() -> None:
    """Delete, every night, what was sent long ago."""
    delivering.forget(at=timezone.now())
