"""Tell the stories through the services of the complaint desk, each once."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.gis.geos import LineString, Point
from django.core.files.uploadedfile import SimpleUploadedFile

from kernel.access.models import Account
from kernel.actors import Actor, citizen
from kernel.clocks import WorkingCalendar
from kernel.clocks import services as clocks
from kernel.geo.models import BaseFeature, Village
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import policies
from modules.complaints import services as complaints
from modules.complaints.models import Category, Channel, Complaint
from modules.complaints.permissions import Permission
from onboarding.demo.people import actors
from onboarding.demo.photos import photo
from onboarding.demo.stories import Story

# Working time between the steps of a story.
TAKEN_AFTER = timedelta(minutes=35)
ASSIGNED_AFTER = timedelta(minutes=90)
STEP = timedelta(hours=5)


def tell(tenant: TenantRef, stories: Iterable[Story], *, now: datetime) -> int:
    """Tell every story that was not told yet, one transaction each; count them."""
    with tenant_scope(tenant):
        town = _Town(actors(at=now), clocks.current_calendar(), now)
    told = 0
    for story in stories:
        with tenant_scope(tenant):
            told += _Telling(story, town).tell()
    return told


@dataclass(frozen=True, slots=True)
class _Town:
    """Who acts, when the town hall works, and what time it is."""

    actors: dict[str, Actor]
    calendar: WorkingCalendar
    now: datetime


class _Telling:
    """One story on its way from report to outcome."""

    def __init__(self, story: Story, town: _Town) -> None:
        self._story = story
        self._now = town.now
        self._calendar = town.calendar
        self._actors = town.actors
        self._at = story.told_at(town.now)
        self._key = f"demo-{story.id}"
        self._category = Category.objects.select_related("parent", "unit").get(code=story.category)
        self._dice = random.Random(self._key)  # noqa: S311 -- the same picture every time

    def tell(self) -> bool:
        """Tell the story unless it was told before; say whether it was told now."""
        if Complaint.objects.filter(client_key=self._key).exists():
            return False
        self._complaint = complaints.submit(report=self._report(), by=self._teller(), at=self._at)
        outcomes = {
            "new": (),
            "triage": (self._take,),
            "refused": (self._take, self._refuse),
            "withdrawn": (self._withdraw,),
            "working": (self._assign,),
            "waiting_citizen": (self._assign, self._ask),
            "answered": (self._assign, self._ask, self._answer),
            "external": (self._assign, self._hand_over),
            "done": (self._assign, self._resolve),
        }
        for step in outcomes[self._story.outcome]:
            if not step():
                break
        return True

    def _report(self) -> complaints.Report:
        wants = self._category.wants_photo_on_report or self._dice.random() < 0.4  # noqa: PLR2004
        pin = place_in(self._story.village, self._dice)
        return complaints.Report(
            category=self._story.category,
            words=self._story.words,
            pin=(pin.x, pin.y),
            place=self._story.place,
            answers=self._answers(),
            photos=[self._photo(repaired=False)] if wants else [],
            contact=complaints.Contact(name=self._story.name, phone=self._story.phone),
            channel=Channel(self._story.channel),
            client_key=self._key,
        )

    def _answers(self) -> dict[str, str]:
        """Answer what must be answered: nobody is in danger."""
        return {
            question.code: next(choice.value for choice in question.choices if not choice.stop)
            for question in self._category.asked
            if question.is_required and question.choices
        }

    def _teller(self) -> Actor:
        if self._story.account:
            account = Account.objects.get(username=self._story.account)
            return citizen(label=account.name, account_id=account.pk)
        at_counter = self._story.channel in {Channel.COUNTER, Channel.PHONE}
        return self._actors["clerk"] if at_counter else citizen()

    def _photo(self, *, repaired: bool) -> SimpleUploadedFile:
        parent = self._category.parent or self._category
        return photo(parent.code, name=self._key, repaired=repaired)

    def _after(self, work: timedelta) -> bool:
        """Move on by some working time; False when that would lie in the future."""
        later = self._calendar.add(self._at, work)
        if later >= self._now:
            return False
        self._at = later
        return True

    def _worker(self, permission: Permission) -> Actor | None:
        unit_id = self._category.unit_id
        order = ("crew", "engineer", "health", "rescue", "inspector", "welfare")
        able = (self._actors[name] for name in order if name in self._actors)
        return next((a for a in able if a.holds(permission) and unit_id in a.divisions), None)

    def _take(self) -> bool:
        if not self._after(TAKEN_AFTER):
            return False
        complaints.take(complaint_id=self._complaint.pk, by=self._actors["clerk"], at=self._at)
        return True

    def _assign(self) -> bool:
        if self._category.unit is None or not self._after(ASSIGNED_AFTER):
            return False
        complaints.assign(
            complaint_id=self._complaint.pk,
            unit=self._category.unit.code,
            by=self._actors["clerk"],
            at=self._at,
        )
        return True

    def _ask(self) -> bool:
        worker = self._worker(Permission.WORK)
        if worker is None or not self._after(STEP):
            return False
        complaints.ask(
            complaint_id=self._complaint.pk, remark=self._story.question, by=worker, at=self._at
        )
        return True

    def _answer(self) -> bool:
        if not self._after(STEP):
            return False
        complaints.answer(
            complaint_id=self._complaint.pk,
            remark=self._story.answer,
            by=policies.reporter_of(self._complaint),
            at=self._at,
        )
        return True

    def _hand_over(self) -> bool:
        worker = self._worker(Permission.WORK)
        if worker is None or not self._after(STEP):
            return False
        complaints.hand_over(
            complaint_id=self._complaint.pk,
            body=self._story.body,
            reference=self._story.reference,
            expected_date=(self._at + timedelta(days=self._story.expected_days)).date(),
            remark=self._story.remark,
            by=worker,
            at=self._at,
        )
        return True

    def _resolve(self) -> bool:
        worker = self._worker(Permission.RESOLVE)
        # Most in time, some late: as in life.
        target = timedelta(minutes=self._category.resolution_minutes or 480)
        if worker is None or not self._after(target * self._dice.uniform(0.2, 1.15)):
            return False
        complaints.resolve(
            complaint_id=self._complaint.pk,
            remark=self._story.remark,
            photos=[self._photo(repaired=True)] if self._category.wants_photo_on_resolve else [],
            by=worker,
            at=self._at,
        )
        return True

    def _refuse(self) -> bool:
        if not self._after(STEP):
            return False
        complaints.refuse(
            complaint_id=self._complaint.pk,
            reason=self._story.reason,
            remark=self._story.remark,
            by=self._actors["clerk"],
            at=self._at,
        )
        return True

    def _withdraw(self) -> bool:
        if not self._after(TAKEN_AFTER):
            return False
        complaints.withdraw(
            complaint_id=self._complaint.pk,
            by=policies.reporter_of(self._complaint),
            at=self._at,
        )
        return True


def place_in(village_code: str, dice: random.Random) -> Point:
    """Return a point beside a road of the village, or inside it when it has no road.

    Raises:
        Village.DoesNotExist: no village with an area has this code.
    """
    area: Any = Village.objects.filter(geom__isnull=False).get(code=village_code).geom
    roads = BaseFeature.objects.filter(layer="road", geom__intersects=area).order_by("code")
    lines = [road.geom for road in roads if isinstance(road.geom, LineString)]
    for _attempt in range(40 if lines else 0):
        place = _beside(dice.choice(lines), dice)
        if area.contains(place):
            return place
    return Point(area.point_on_surface.coords, srid=4326)


def _beside(line: LineString, dice: random.Random) -> Point:
    on_line = line.interpolate_normalized(dice.random())
    # A few metres off the middle of the road.
    step = 0.00006
    x, y = on_line.x + dice.uniform(-step, step), on_line.y + dice.uniform(-step, step)
    return Point(round(x, 6), round(y, 6), srid=4326)
