"""The trays of the desk's list: which there are for an officer, and which is open."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kernel.actors import Actor
from modules.complaints.permissions import Permission
from modules.complaints.selectors import Counts, referrals


def tray_of(asked: str, *, actor: Actor) -> str:
    """Return the tray to open: the one asked for, else the first that is the officer's job."""
    offered = [name for name, _label in _offered(actor)]
    return asked if asked in offered else offered[0]


def trays(actor: Actor, counts: Counts, *, now: str) -> list[dict[str, object]]:
    """Return the tabs, each with how many complaints wait in it."""
    waiting = {
        "triage": counts.triage,
        "mine": counts.mine,
        "overdue": counts.overdue,
        "open": counts.open,
        "reopen": counts.reopen,
        "all": None,
        "confidential": None,
    }
    address = reverse("complaints:desk-list")
    return [
        {
            "label": label,
            "url": f"{address}?tray={name}",
            "is_current": name == now,
            "count": waiting[name],
        }
        for name, label in _offered(actor)
    ]


def neighbour_tray(actor: Actor) -> list[dict[str, object]]:
    """Return the tab of the neighbours' offers: where there are neighbours, or an offer waits."""
    waiting = referrals.offered_to_us(actor)
    if not actor.holds(Permission.TRIAGE) or not (waiting or referrals.neighbour_slugs()):
        return []
    tab = {
        "label": _("จากท้องถิ่นอื่น"),
        "url": reverse("complaints:offered"),
        "is_current": False,
        "count": len(waiting),
    }
    return [tab]


def _offered(actor: Actor) -> list[tuple[str, str]]:
    offered = []
    if actor.holds(Permission.TRIAGE):
        offered.append(("triage", _("รอคัดกรอง")))
        offered.append(("reopen", _("ขอให้เปิดอีกครั้ง")))
    if actor.holds(Permission.WORK):
        offered.append(("mine", _("หน่วยงานของฉัน")))
    offered += [
        ("overdue", _("เกินกำหนด")),
        ("open", _("ที่ยังไม่ปิด")),
        ("all", _("ทั้งหมด")),
    ]
    if actor.holds(Permission.CONFIDENTIAL):
        offered.append(("confidential", _("เรื่องลับ")))
    return offered
