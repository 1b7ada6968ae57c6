"""What happens by itself at the complaint desk; procrastinate finds these at start-up."""

from django.utils import timezone

from kernel.jobs import every, tenant_task
from modules.complaints import services


@every("7 * * * *")
@tenant_task(retries=5)
def resume_unanswered() -> int:
    """Go on with complaints whose question has waited for its whole time; safe to run twice."""
    return services.resume_unanswered(at=timezone.now())


@every("23 17 * * *")
@tenant_task(retries=5)
def recompute_due_dates() -> int:
    """Move due dates to where today's calendar puts them; safe to run twice."""
    return services.recompute_due_dates(at=timezone.now())
