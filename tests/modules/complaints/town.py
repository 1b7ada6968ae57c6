"""A small town hall with a complaint desk: the least that a complaint needs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kernel.access.models import Division
from kernel.actors import Actor, ActorKind, citizen
from kernel.clocks.models import Calendar, Holiday
from kernel.geo.models import Village
from kernel.notifications.models import MessageTemplate
from kernel.numbering.models import Book
from kernel.thai import BANGKOK
from modules.complaints import services
from modules.complaints.models import Category, Complaint, OutsideBody
from modules.complaints.permissions import Permission
from modules.complaints.services import Contact, Report

OFFICE_WEEK = {day: ["08:30-16:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
SONGKRAN = tuple(date(2026, 4, day) for day in (13, 14, 15))
INSIDE = (98.95, 18.74)
NEAR = (98.999, 18.74)
FAR = (100.5, 13.75)
EVENTS = (
    "complaint.received",
    "complaint.assigned",
    "complaint.asked",
    "complaint.handed_over",
    "complaint.resolved",
    "complaint.refused",
    "complaint.due_changed",
    "complaint.cancelled",
)


def april(day: int, clock: str) -> datetime:
    """Return a moment of April 2026 in Bangkok."""
    hour, minute = clock.split(":")
    return datetime(2026, 4, day, int(hour), int(minute), tzinfo=BANGKOK)


FRIDAY = april(10, "15:30")


@dataclass
class Town:
    """What the tests name."""

    works: Division
    health: Division
    lamp: Category
    rubbish: Category
    village: Village
    power: OutsideBody


def build_town() -> Town:
    """Write the configuration of the town."""
    office = Calendar.objects.create(code="office", name="สำนักงาน", week=OFFICE_WEEK)
    Holiday.objects.bulk_create(
        Holiday(calendar=office, date=day, name="สงกรานต์", kind="national") for day in SONGKRAN
    )
    Book.objects.create(code="complaint", name="เรื่องร้องเรียน", pattern="ร-{year2}-{n:05d}")
    works = Division.objects.create(code="works", name_th="กองช่าง", name_en="Public Works")
    health = Division.objects.create(code="health", name_th="กองสาธารณสุข")
    square = Polygon.from_bbox((98.9, 18.7, 98.99, 18.78))
    village = Village.objects.create(
        code="v01", number=1, name_th="บ้านใหม่", geom=MultiPolygon(square, srid=4326)
    )
    light = Category.objects.create(
        code="light", name_th="ไฟฟ้า", response_minutes=480, resolution_minutes=960
    )
    lamp = Category.objects.create(
        code="lamp", parent=light, name_th="ไฟทางดับ", unit=works, keywords="หลอดไฟ light"
    )
    waste = Category.objects.create(code="waste", name_th="ขยะ")
    rubbish = Category.objects.create(
        code="rubbish", parent=waste, name_th="ขยะตกค้าง", unit=health, resolution_minutes=480
    )
    power = OutsideBody.objects.create(code="pea", name_th="การไฟฟ้าส่วนภูมิภาค")
    for event in EVENTS:
        MessageTemplate.objects.create(
            event=event, channel="email", language="th", subject=event, body="{{ link }}"
        )
    return Town(
        works=works, health=health, lamp=lamp, rubbish=rubbish, village=village, power=power
    )


def officer(label: str, *permissions: Permission, divisions: tuple[Division, ...] = ()) -> Actor:
    """Return an officer who holds these permissions in these divisions."""
    return Actor(
        kind=ActorKind.OFFICER,
        label=label,
        officer_id=1,
        permissions=frozenset({Permission.VIEW, *permissions}),
        divisions=frozenset(division.pk for division in divisions),
    )


def clerk() -> Actor:
    """Return the officer who triages and assigns."""
    return officer(
        "กาญจนา (เจ้าพนักงานธุรการ)",
        Permission.VIEW_ALL,
        Permission.TRIAGE,
        Permission.ASSIGN,
        Permission.SEE_CONTACT,
    )


def engineer(town: Town) -> Actor:
    """Return the officer of the public works division."""
    return officer(
        "ธีรพงษ์ (นายช่างโยธา)",
        Permission.WORK,
        Permission.RESOLVE,
        Permission.SEE_CONTACT,
        divisions=(town.works,),
    )


def photo(name: str = "lamp.jpg", colour: str = "teal") -> SimpleUploadedFile:
    """Return a small real photo, as a phone sends it."""
    body = BytesIO()
    Image.new("RGB", (640, 480), colour).save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), content_type="image/jpeg")


SOMCHAI = Contact(name="สมชาย ใจดี", phone="081 234 5678", email="somchai@example.com")


def filed(at: datetime = FRIDAY, **fields: Any) -> Complaint:
    """File a report about a lamp, with a contact."""
    told: dict[str, Any] = {
        "category": "lamp",
        "words": "ไฟทางหน้าวัดดับสามคืนแล้ว",
        "pin": INSIDE,
        "contact": SOMCHAI,
    }
    return services.submit(report=Report(**{**told, **fields}), by=citizen(), at=at)


def assigned(town: Town, at: datetime = FRIDAY, **fields: Any) -> Complaint:
    """File a report about a lamp that the public works division has now."""
    complaint = filed(at, **fields)
    return services.assign(
        complaint_id=complaint.pk,
        unit=town.works.code,
        by=clerk(),
        at=at + timedelta(minutes=10),
    )
