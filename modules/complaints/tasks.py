"""What happens by itself at the complaint desk; procrastinate finds these at start-up."""

from collections.abc import Iterator
from itertools import batched
from typing import BinaryIO

from django.utils import timezone, translation

from kernel.access.models import Officer
from kernel.access.selectors import actor_for
from kernel.handouts.makers import Order
from kernel.jobs import every, in_tenant, tenant_task
from kernel.printing.pages import Paper, printed
from modules.complaints import selectors, services
from modules.complaints.services import anonymising, bulk, exporting, reminding, work_orders
from modules.complaints.services.sheets import sheet_file


@every("7 * * * *")
@tenant_task(retries=5)
def resume_unanswered() -> int:
    """Go on with complaints whose question has waited for its whole time; safe to run twice."""
    return services.resume_unanswered(at=timezone.now())


@every("*/10 * * * *")
@tenant_task(retries=3)
def escalate_overdue() -> int:
    """Tell people higher up of what is overdue, each level once; safe to run twice."""
    return services.escalate(at=timezone.now())


@every("37 1 * * *")
@tenant_task(retries=5)
def remind_outside() -> int:
    """Remind, in the morning, of outside bodies that should be done; safe to run twice."""
    return reminding.remind_outside(at=timezone.now())


@every("23 17 * * *")
@tenant_task(retries=5)
def recompute_due_dates() -> int:
    """Move due dates to where today's calendar puts them; safe to run twice."""
    return services.recompute_due_dates(at=timezone.now())


# An hour before the sweep of files, which takes what is erased here from the store.
@every("10 19 * * *")
@tenant_task(retries=5, transaction=False)
def anonymise_old() -> None:
    """Erase, every night, personal data whose time is over, a batch a transaction."""
    at = timezone.now()
    with in_tenant():
        due = anonymising.due(at=at)
    for batch in batched(due, anonymising.BATCH):
        with in_tenant():
            anonymising.anonymise(complaint_ids=batch, at=at)


@tenant_task(retries=3, transaction=False)
def go_on_with_bulk(*, bulk_id: str) -> None:
    """Make the rest of a move for many, a transaction each; what was kept is not done again."""
    with in_tenant():
        work = bulk.read(bulk_id)
    while work.waiting:
        with in_tenant():
            at = timezone.now()
            officer = Officer.objects.select_related("account").get(pk=work.officer_id)
            bulk.step(work, by=actor_for(officer, at, work.wearing), at=at)
        with in_tenant():
            bulk.keep(work)


def make_list(order: Order, body: BinaryIO) -> None:
    """Write the list that an officer asked for, a transaction per thousand lines."""
    filters = selectors.Filters.from_json(order.work["filters"])
    with translation.override(order.work["language"]):
        sheet = sheet_file(order.work["format"], body, exporting.header())
        last, written, goes_on = None, 0, True
        while goes_on:
            with in_tenant():
                rows = selectors.newest(actor=order.actor(), filters=filters, at=order.at)
                lines, last = exporting.lines_after(rows, last)
                written += len(lines)
                order.progress(written)
            sheet.add(lines)
            goes_on = last is not None
        sheet.close()


def make_work_orders(order: Order, body: BinaryIO) -> None:
    """Print the work orders that an officer asked for, as one PDF."""
    body.write(printed(_papers(order)))


def _papers(order: Order) -> Iterator[Paper]:
    for place, public_id in enumerate(order.work["chosen"]):
        with in_tenant():
            order.progress(place)
            paper = work_orders.work_order(public_id=public_id, by=order.actor(), at=order.at)
        yield paper
