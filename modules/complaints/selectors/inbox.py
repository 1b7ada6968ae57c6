"""What waits at the complaint desk, for the workplace and for a citizen's own page."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.actors import Actor
from kernel.ports import WorkItem
from modules.complaints.models import Complaint, RoutingRule
from modules.complaints.permissions import Permission
from modules.complaints.selectors.labels import state_labels
from modules.complaints.selectors.lists import in_confidence, visible
from modules.complaints.selectors.referrals import offered_to_us
from modules.complaints.states import TRIAGE_STATES, State

MOST = 50
NAME = "complaints"


def work_items(actor: Actor) -> Iterable[WorkItem]:
    """List what the officer could do something about now, most urgent first, at most fifty."""
    at = timezone.now()
    asked = [
        *_in_confidence(actor, at=at),
        *_broken_rules(actor),
        *_asked_to_reopen(actor, at=at),
        *_offered(actor),
    ]
    waiting = _waiting_for(actor)
    if not waiting:
        return asked
    rows = visible(actor).open().filter(waiting).with_names()
    ordered = rows.order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST]
    found = _items(ordered, at=at, route="complaints:desk-detail")
    return [*asked, *found][:MOST]


def my_matters(actor: Actor) -> Iterable[WorkItem]:
    """List the complaints that the signed-in citizen has sent, the newest first."""
    if actor.account_id is None:
        return []
    rows = Complaint.objects.filter(reporter__account_id=actor.account_id).with_names()
    ordered = rows.order_by("-submitted_at", "-pk")[:MOST]
    return list(_items(ordered, at=timezone.now(), route="complaints:track"))


def _in_confidence(actor: Actor, *, at: datetime) -> Iterator[WorkItem]:
    """Yield one line for all that waits in the restricted queue: how many, and nothing of them."""
    if not actor.holds(Permission.CONFIDENTIAL):
        return
    queue = f"{reverse('complaints:desk-list')}?tray=confidential"
    asked = in_confidence(actor).filter(reopen_asked_at__isnull=False)
    for label, rows, url in (
        (_("ยังไม่ปิด"), in_confidence(actor).open(), f"{queue}&outcome=open"),
        (_("ผู้แจ้งขอให้เปิดอีกครั้ง"), asked, queue),
    ):
        total = rows.count()
        if total:
            yield WorkItem(
                module=NAME,
                title=_("เรื่องลับ %(total)d เรื่อง") % {"total": total},
                subtitle=str(_("เห็นเฉพาะผู้มีสิทธิ์ดูเรื่องลับ ระบบบันทึกทุกครั้งที่เปิดดู")),
                url=url,
                state_label=str(label),
                overdue=rows.open().filter(due_at__lt=at).exists(),
            )


def _broken_rules(actor: Actor) -> Iterator[WorkItem]:
    """Yield the routing rules that were switched off because they cannot be followed."""
    if not actor.holds(Permission.ASSIGN):
        return
    for rule in RoutingRule.objects.exclude(fault="").order_by("position", "code"):
        yield WorkItem(
            module=NAME,
            title=rule.name,
            subtitle=rule.fault,
            url=reverse("complaints:routing"),
            state_label=str(_("กฎถูกปิดเพราะใช้ไม่ได้")),
            due_at=None,
            overdue=True,
        )


def _offered(actor: Actor) -> Iterator[WorkItem]:
    """Yield what neighbours have offered and nobody has answered."""
    for referral in offered_to_us(actor)[:MOST]:
        yield WorkItem(
            module=NAME,
            title=f"{referral.content.get('category', '')} · {referral.partner_name}",
            subtitle=str(referral.content.get("words", ""))[:120],
            url=reverse("complaints:offered"),
            state_label=str(_("ท้องถิ่นอื่นเสนอเรื่อง")),
            due_at=None,
            overdue=False,
        )


def _asked_to_reopen(actor: Actor, *, at: datetime) -> Iterator[WorkItem]:
    """Yield the requests to reopen that wait for an answer; theirs is the time of the answer."""
    if not actor.holds(Permission.TRIAGE):
        return
    rows = visible(actor).filter(reopen_asked_at__isnull=False).with_names()
    for row in rows.order_by("reopen_answer_due_at", "pk")[:MOST]:
        yield WorkItem(
            module=NAME,
            title=f"{row.category.name} · {row.number}",
            subtitle=row.words[:120],
            url=reverse("complaints:desk-detail", args=[row.public_id]),
            state_label=str(_("ผู้แจ้งขอให้เปิดอีกครั้ง")),
            due_at=row.reopen_answer_due_at,
            overdue=row.reopen_answer_due_at is not None and row.reopen_answer_due_at < at,
        )


def _waiting_for(actor: Actor) -> Q:
    waiting = Q()
    if actor.holds(Permission.TRIAGE):
        waiting |= Q(state__in=TRIAGE_STATES)
    if actor.holds(Permission.WORK):
        waiting |= Q(unit_id__in=actor.divisions, state__in=(State.WORKING, State.WAITING_EXTERNAL))
    return waiting


def _items(rows: Iterable[Complaint], *, at: datetime, route: str) -> Iterator[WorkItem]:
    labels = state_labels()
    for row in rows:
        key = row.tracking_code if route == "complaints:track" else row.public_id
        yield WorkItem(
            module=NAME,
            title=f"{row.category.name} · {row.number}",
            subtitle=row.words[:120],
            url=reverse(route, args=[key]),
            state_label=labels[row.state],
            due_at=row.due_at,
            overdue=row.is_open and row.due_at is not None and row.due_at < at,
        )
