"""Questions that one room may ask and another may answer; nobody answering is normal."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest

from kernel.actors import Actor
from kernel.ports.notices import Notifier
from kernel.ports.port import ListPort, Port
from kernel.ports.tenants import TenantDirectory, TenantRef, TenantStatus
from kernel.ports.work import WorkItem

__all__ = [
    "ACTOR_OF",
    "MY_MATTERS",
    "NOTIFIER",
    "TENANT_DIRECTORY",
    "WORK_INBOX",
    "ListPort",
    "Notifier",
    "Port",
    "TenantDirectory",
    "TenantRef",
    "TenantStatus",
    "WorkItem",
]

TENANT_DIRECTORY: Port[TenantDirectory] = Port("tenant directory")
WORK_INBOX: ListPort[Callable[[Actor], Iterable[WorkItem]]] = ListPort("work inbox")
ACTOR_OF: Port[Callable[[HttpRequest], Actor]] = Port("actor of a request")
MY_MATTERS: ListPort[Callable[[Actor], Iterable[WorkItem]]] = ListPort("my matters")
NOTIFIER: Port[Notifier] = Port("notifier")
