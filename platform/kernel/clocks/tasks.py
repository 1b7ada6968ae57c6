"""What calendars do by themselves."""

from django.utils import timezone

from kernel.clocks import services
from kernel.clocks.models import Calendar
from kernel.clocks.selectors import OFFICE
from kernel.jobs import every, tenant_task
from kernel.thai import local_date

YEARS_AHEAD = 2


@every("23 3 * * *")
@tenant_task()
def extend_public_holidays() -> int:
    """Add what the holiday library knows of this year and the next two; safe to run twice."""
    if not Calendar.objects.filter(code=OFFICE).exists():
        return 0
    now = timezone.now()
    year = local_date(now).year
    added = services.import_public_holidays(range(year, year + YEARS_AHEAD + 1), now)
    return len(added)
