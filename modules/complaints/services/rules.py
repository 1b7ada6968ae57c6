"""Apply the routing rules to what was just filed; a broken rule is switched off, never obeyed."""

from datetime import datetime

from django.db import transaction

from kernel.actors import SYSTEM
from kernel.audit import services as audit
from kernel.configuration.settings import setting
from modules.complaints.models import Complaint, RoutingRule
from modules.complaints.selectors import routing as selectors
from modules.complaints.services.routing import assign
from modules.complaints.states import TRIAGE_STATES


@transaction.atomic
def route(*, complaint: Complaint, at: datetime) -> Complaint:
    """Find the complaint's unit, and assign it when the municipality has set so.

    Without that setting the unit is only suggested at the desk. Rules that cannot be followed
    are switched off with their fault, and triage finds them in the inbox. No rule is asked about
    a confidential complaint: people decide who learns of it.
    """
    if complaint.is_confidential:
        return complaint
    decision = selectors.decide(selectors.asked_of(complaint), selectors.rules_in_force())
    for answer in decision.broken:
        _switch_off(answer.rule, answer.fault, at=at)
    is_wanted = setting("complaints.route_automatically") and complaint.state in TRIAGE_STATES
    if not is_wanted or decision.unit is None:
        return complaint
    unit, note = decision.unit.code, decision.reason
    return assign(complaint_id=complaint.pk, unit=unit, note=note, by=SYSTEM, at=at)


def _switch_off(rule: RoutingRule, fault: str, *, at: datetime) -> None:
    rule.is_active = False
    rule.fault = fault
    rule.save(update_fields=["is_active", "fault"])
    audit.record(
        actor=SYSTEM,
        action="complaint.rule_switched_off",
        subject=f"routing_rule:{rule.code}",
        at=at,
        after={"fault": fault},
    )
