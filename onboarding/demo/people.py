"""The demo people of the contract, each in the position that fits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from kernel.access import selectors, services
from kernel.access.models import Account, AccountKind, Officer, Position
from kernel.access.services.accounts import new_account
from kernel.actors import SYSTEM, Actor

# Known to everybody who reads this: production refuses to start with DEMO=1.
PASSWORD = "thongthin-demo"  # noqa: S105
# Longer ago than the oldest complaint, so that whoever acted held the position then.
IN_OFFICE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Person:
    """An officer for demonstrations."""

    username: str
    prefix: str
    first_name: str
    last_name: str
    position: str


PEOPLE = (
    Person("clerk", "นางสาว", "กาญจนา", "ศรีบุญเรือง", "counter-clerk"),
    Person("engineer", "นาย", "ธีรพงษ์", "คำแสน", "civil-engineer"),
    Person("health", "นาง", "รัตนา", "ปัญญาดี", "health-academic"),
    Person("crew", "นาย", "สมชาย", "ใจเย็น", "electrical-crew"),
    Person("gis", "นาย", "ภาณุพงศ์", "วงศ์สุวรรณ", "gis-officer"),
    Person("palad", "นาย", "วิเชียร", "มหาวัน", "municipal-clerk"),
    Person("mayor", "นาย", "อดิศร", "ไชยวงศ์", "mayor"),
    Person("admin", "นางสาว", "พัชรี", "อินทร์แก้ว", "system-administrator"),
    Person("rescue", "นาย", "เกรียงไกร", "สุขสวัสดิ์", "disaster-officer"),
    Person("inspector", "นาย", "มานพ", "แสงทอง", "city-inspector"),
    Person("welfare", "นางสาว", "อรทัย", "กันทะวงศ์", "social-worker"),
    Person("legal", "นางสาว", "ศิริพร", "ธรรมชัย", "legal-officer"),
)


def load_people(*, at: datetime) -> None:
    """Make sure that the demo officers and the demo citizen exist and can sign in."""
    for person in PEOPLE:
        _load_officer(person, at=at)
    if not Account.objects.filter(username="citizen").exists():
        account = new_account(
            username="citizen",
            kind=AccountKind.CITIZEN,
            at=at,
            name="สมหญิง รักษ์ถิ่น",
            email="citizen@town.example",
            is_demo=True,
        )
        services.set_password(account_id=account.pk, password=PASSWORD, by=SYSTEM, at=at)


def load_ops(*, at: datetime) -> None:
    """Make sure that the central team's demo account exists (public schema)."""
    if Account.objects.filter(username="ops").exists():
        return
    account = services.create_ops_account(
        username="ops", name="ทีมกลาง", email="ops@town.example", by=SYSTEM, at=at
    )
    services.set_password(account_id=account.pk, password=PASSWORD, by=SYSTEM, at=at)
    account.is_demo = True
    account.save(update_fields=["is_demo"])


def actors(*, at: datetime) -> dict[str, Actor]:
    """Return every demo officer as an actor of that moment, by user name."""
    names = [person.username for person in PEOPLE]
    officers = Officer.objects.select_related("account").filter(account__username__in=names)
    return {
        officer.account.username: selectors.actor_for(officer, at)
        for officer in officers.order_by("pk")
    }


def _load_officer(person: Person, *, at: datetime) -> None:
    if Officer.objects.filter(account__username=person.username).exists():
        return
    officer = services.create_officer(
        username=person.username,
        prefix=person.prefix,
        first_name=person.first_name,
        last_name=person.last_name,
        email=f"{person.username}@town.example",
        is_demo=True,
        by=SYSTEM,
        at=at,
    )
    services.set_password(account_id=officer.account_id, password=PASSWORD, by=SYSTEM, at=at)
    services.appoint(
        officer_id=officer.pk,
        position_id=Position.objects.get(code=person.position).pk,
        from_date=(at - IN_OFFICE).date(),
        order_reference="คำสั่งตัวอย่าง 1/2568",
        by=SYSTEM,
        at=at,
    )


def is_demonstration() -> bool:
    """Tell whether this installation is one for demonstrations."""
    return bool(settings.DEMO)
