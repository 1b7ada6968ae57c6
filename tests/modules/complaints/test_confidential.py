"""A confidential complaint is nowhere for who may not see it: every question, every address."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db.models import QuerySet
from django.utils import timezone

from kernel.actors import Actor
from kernel.audit.models import Entry as AuditEntry
from kernel.audit.subjects import subjects_called
from kernel.audit.web.lines import lines_of
from kernel.modules import manifests
from kernel.ports import TenantRef
from modules.complaints import selectors, services
from modules.complaints.models import Category, Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors import Filters
from modules.complaints.selectors.nearby import Place
from modules.complaints.selectors.statistics import Period
from tests.isolation.crawl import text_of
from tests.isolation.entry_points import EntryPoint, entry_points
from tests.modules.complaints.desk import Visitor, hired, signed_in
from tests.modules.complaints.town import INSIDE, Town, assigned, clerk, filed, officer

SECRET = "เรียกรับเงินใต้โต๊ะที่ห้องทะเบียน"
PLACE = "ห้องทะเบียนชั้นสอง"
NOW = timezone.now()
EVERYTHING = {
    str(code) for found in manifests() for code in found.permissions or () if found.permissions
}
# Opened with the tracking code: that is the reporter's own way, and it stays open.
BY_CODE = "<str:code>"


def secret_complaint(town: Town, **fields: Any) -> Complaint:
    """File a report of a kind that is confidential."""
    Category.objects.get_or_create(
        code="corruption",
        parent=town.lamp.parent,
        defaults={"name_th": "ทุจริต", "unit": town.works, "is_confidential": True},
    )
    told = {"category": "corruption", "words": SECRET, "place": PLACE, **fields}
    return filed(NOW - timedelta(days=1), **told)


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public selector that answers for an actor; a new one is found by itself."""
    for found in pkgutil.iter_modules(selectors.__path__):
        module = importlib.import_module(f"{selectors.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "actor" in inspect.signature(function).parameters:
                yield f"{found.name}.{name}", function


# These answer for one complaint that somebody names, not for a list; asked apart below.
FOR_ONE = {
    "one.complaint_for",
    "one.is_visible",
    "one.listed",
    "one.open_move",
    "one.visible_id",
}
LISTS = {name: function for name, function in _functions() if name not in FOR_ONE}


def _asked(function: Callable[..., Any], actor: Actor, beside: Complaint) -> Any:
    known = {
        "actor": actor,
        "at": NOW,
        "filters": Filters(),
        "period": Period(start=NOW - timedelta(days=30), end=NOW + timedelta(days=1)),
        "place": Place(category="corruption", pin=Point(*INSIDE, srid=4326), village="v01"),
        "complaint": beside,
    }
    wanted = inspect.signature(function).parameters
    assert set(wanted) <= set(known), f"tell this test what {function} asks for"
    return _settled(function(**{name: known[name] for name in wanted}))


def _settled(answer: Any) -> Any:
    """Return an answer that can be compared: queries and generators become lists."""
    return list(answer) if isinstance(answer, QuerySet | Iterator) else answer


@pytest.fixture
def beside(town: Town) -> Complaint:
    """An ordinary complaint at the same place, with the responsible unit."""
    Category.objects.create(
        code="corruption", parent=town.lamp.parent, name_th="ทุจริต", unit=town.works
    )
    ordinary = filed(NOW - timedelta(days=1), category="corruption", words="เรื่องปกติใกล้กัน")
    Category.objects.filter(code="corruption").update(is_confidential=True)
    return ordinary


def _curious(town: Town) -> Actor:
    rights = EVERYTHING - {Permission.CONFIDENTIAL}
    return officer("นายก", *rights, divisions=(town.works, town.health))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_list_changes_for_others_when_a_confidential_complaint_comes(
    town: Town, beside: Complaint, name: str
) -> None:
    for actor in (
        _curious(town),
        officer("สมาชิกหน่วยงาน", Permission.WORK, divisions=(town.works,)),
    ):
        before = _asked(LISTS[name], actor, beside)
        secret = secret_complaint(town)
        services.assign(complaint_id=secret.pk, unit="works", by=investigator(), at=NOW)

        assert _asked(LISTS[name], actor, beside) == before


def investigator() -> Actor:
    """Return the officer who handles confidential complaints, and nothing else."""
    return officer("นิติกร", Permission.CONFIDENTIAL)


def test_whoever_holds_the_permission_finds_it_in_the_restricted_queue_only(town: Town) -> None:
    secret = secret_complaint(town)
    actor = officer("ปลัด", Permission.VIEW_ALL, Permission.CONFIDENTIAL)
    restricted = Filters(is_confidential=True)

    assert list(selectors.in_confidence(actor)) == [secret]
    assert list(selectors.newest(actor=actor, filters=restricted, at=NOW)) == [secret]
    assert list(selectors.newest(actor=actor, filters=Filters(), at=NOW)) == []
    assert selectors.is_visible(actor, secret)
    [line] = selectors.work_items(actor)
    assert SECRET not in f"{line}"
    assert secret.number not in f"{line}"
    assert "1" in line.title


def everybody_but(tenant: TenantRef, town: Town) -> Visitor:
    """Return a browser of an officer with every right of the house but the one."""
    rights = EVERYTHING - {Permission.CONFIDENTIAL}
    return signed_in(tenant, hired("mayor", town.works, *rights))


ADDRESSES = [address for address in entry_points() if BY_CODE not in address.route]


def _visit(visitor: Visitor, address: EntryPoint, secret: Complaint, query: str = "") -> str:
    values = dict.fromkeys(address.parameters, "1")
    values |= {"public_id": str(secret.public_id), "variant": "large", "key": "x", "token": "x"}
    values |= {"move": "assign", "kind": "acting", "bulk_id": "x"}
    visitor.raise_request_exception = False
    path = address.path(dict(values))
    return text_of(visitor.get(f"{path}{query}")).replace(path, "")


def test_no_address_tells_others_of_it(tenant: TenantRef, town: Town) -> None:
    secret = secret_complaint(town, channel="counter")
    services.assign(complaint_id=secret.pk, unit="works", by=investigator(), at=NOW)
    visitor = everybody_but(tenant, town)
    tellers = (SECRET, PLACE, secret.number, secret.tracking_code, str(secret.public_id))

    for address in ADDRESSES:
        for query in (
            "",
            f"?tray=all&words={secret.number}",
            "?tray=confidential",
            "?is_confidential=true",
        ):
            said = _visit(visitor, address, secret, query).replace(f'value="{secret.number}"', "")
            found = [teller for teller in tellers if teller in said]
            assert not found, f"/{address.route}{query} tells {found}"


def test_its_own_people_find_it_at_the_desk_and_by_the_api(tenant: TenantRef, town: Town) -> None:
    secret = secret_complaint(town)
    visitor = signed_in(
        tenant, hired("legal", town.health, Permission.VIEW, Permission.CONFIDENTIAL)
    )

    tray = visitor.get("/desk/complaints/?tray=confidential").content.decode()
    page = visitor.get(f"/desk/complaints/{secret.public_id}/").content.decode()
    listed = visitor.get("/api/v1/complaints/?is_confidential=true").json()["results"]

    assert secret.number in tray
    assert SECRET not in tray, "its words are read on its own page, where the look is kept"
    assert SECRET in page
    assert [row["number"] for row in listed] == [secret.number]
    assert visitor.get("/api/v1/complaints/").json()["results"] == []
    assert secret.number not in visitor.get("/desk/complaints/?tray=all").content.decode()


def test_the_reporter_tracks_it_as_any_other(citizen: Visitor, town: Town) -> None:
    secret = secret_complaint(town)

    page = citizen.get(f"/track/{secret.tracking_code}/")

    assert page.status_code == 200
    assert SECRET in page.content.decode()


def test_the_book_of_deeds_says_that_something_was_done_and_not_what(town: Town) -> None:
    ordinary = filed(NOW - timedelta(days=1))
    services.keep_confidential(complaint_id=ordinary.pk, reason=SECRET, by=clerk(), at=NOW)
    entries = AuditEntry.objects.filter(action="complaint.sealed")

    [others] = lines_of(entries, clerk())
    [its_own] = lines_of(entries, investigator())

    assert (others.reason, others.subject, others.changes) == ("", "", [])
    assert others.thing is not None
    assert others.thing.url == ""
    assert its_own.reason == SECRET
    assert its_own.thing is not None
    assert its_own.thing.title == ordinary.number
    assert subjects_called(ordinary.number) == [ordinary.number]


def test_an_ordinary_complaint_is_where_it_was(town: Town) -> None:
    ordinary = assigned(town, NOW - timedelta(hours=1))

    assert list(selectors.visible(clerk())) == [ordinary]
    assert not ordinary.is_confidential
