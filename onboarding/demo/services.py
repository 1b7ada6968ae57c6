"""Fill a municipality with demonstration data; safe to run again."""

from datetime import datetime

from django.db import transaction

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from onboarding.demo import complaints, people
from onboarding.demo.errors import DemonstrationOff
from onboarding.demo.stories import stories


def load(tenant: TenantRef, *, name: str, at: datetime) -> int:
    """Load people and complaints that are not there yet; return how many complaints were.

    Raises:
        DemonstrationOff: this installation is not a demonstration.
        NoStories: no data is kept under this name.
    """
    if not people.is_demonstration():
        raise DemonstrationOff
    told = stories(name)
    with transaction.atomic():
        people.load_ops(at=at)
    with tenant_scope(tenant):
        people.load_people(at=at)
    return complaints.tell(tenant, told, now=at)
