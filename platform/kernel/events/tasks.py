"""The job that brings one fact to one subscriber."""

from typing import Any

from kernel.events.fact import read
from kernel.events.subscribers import subscriber_named
from kernel.jobs import UnknownWork, tenant_task


@tenant_task(retries=8)
def tell(*, fact: str, values: dict[str, Any], subscriber: str) -> None:
    """Call the subscriber with the fact.

    Raises:
        UnknownWork: this release does not know the fact or the subscriber; the job is not
            tried again and stays visible as failed.
    """
    known = read(fact, values)
    listener = subscriber_named(subscriber)
    if known is None or listener is None:
        raise UnknownWork(f"{fact} for {subscriber}")
    listener(known)
