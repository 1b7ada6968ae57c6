"""What happens by night."""

from django.utils import timezone

from kernel.citizens import services
from kernel.jobs import every, tenant_task


@every("17 3 * * *")
@tenant_task()
def forget_old_codes() -> None:
    """Delete yesterday's sign-in codes."""
    services.forget_old_codes(at=timezone.now())
