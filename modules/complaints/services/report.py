"""What somebody tells us, checked and cleaned before it becomes a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import phonenumbers
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from kernel.configuration.settings import setting
from kernel.errors import Invalid
from kernel.geo import services as geo
from kernel.geo.models import Village
from kernel.thai import clean_line, clean_text
from modules.complaints.models import Category, Channel
from modules.complaints.selectors.contacts import is_masked
from modules.complaints.services.photos import Photos

MOST_WORDS = 4000
MOST_ANSWER = 500
LEAST_WORDS = 3
SPOKEN = frozenset({Channel.COUNTER, Channel.PHONE})
# Nobody is there who could take a photo or answer a question.
SECOND_HAND = SPOKEN | {Channel.NEIGHBOUR}


class WordsMissing(Invalid):
    """Nobody can act on a report that says nothing."""

    code = "words_missing"
    message = _("โปรดเล่าสั้น ๆ ว่าเกิดอะไรขึ้น")


class PlaceMissing(Invalid):
    """Neither a pin nor a village was given."""

    code = "place_missing"
    message = _("โปรดปักหมุดบนแผนที่ หรือเลือกหมู่บ้านที่เกิดเหตุ")


class PinTooFar(Invalid):
    """The pin lies outside the municipality and not near its border either."""

    code = "pin_too_far"
    message = _("จุดที่ปักหมุดอยู่นอกเขตเทศบาล")
    remedy = _("โปรดเลื่อนหมุดให้ตรงจุดเกิดเหตุ หรือแจ้งองค์กรปกครองส่วนท้องถิ่นของพื้นที่นั้น")


class ReportPhotoMissing(Invalid):
    """This kind of complaint needs a photo."""

    code = "photo_missing"
    message = _("เรื่องประเภทนี้ต้องแนบภาพถ่ายอย่างน้อย 1 ภาพ")


class QuestionUnanswered(Invalid):
    """A required question of the category has no answer."""

    code = "question_unanswered"
    message = _("โปรดตอบคำถาม: %(question)s")


class Stopped(Invalid):
    """The answer leads elsewhere: to call 199 or 1669 now, not to a form."""

    code = "stopped"
    message = _("%(words)s")


class PhoneWrong(Invalid):
    """The text is no telephone number that can be called."""

    code = "phone_wrong"
    message = _("หมายเลขโทรศัพท์ไม่ถูกต้อง โปรดกรอกตัวเลข 9 ถึง 10 หลัก เช่น 081 234 5678")


class EmailWrong(Invalid):
    """The text is no e-mail address."""

    code = "email_wrong"
    message = _("อีเมลไม่ถูกต้อง โปรดตรวจสอบอีกครั้ง เช่น name@example.com")


class MaskedValue(Invalid):
    """A masked value came back from a screen; storing it would destroy the real one."""

    code = "masked_value"
    message = _("ค่านี้ถูกปิดบังไว้ จึงบันทึกทับไม่ได้ โปรดเปิดดูข้อมูลจริงก่อนแก้ไข")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the reporter wants to be reached."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "th"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given: the report is anonymous."""
        return not (self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody tells us, as it came in.

    Attributes:
        pin: longitude and latitude, EPSG:4326.
        client_key: chosen by the sender; the same key again is the same report.
    """

    category: str
    words: str
    pin: tuple[float, float] | None = None
    village: str = ""
    place: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    photos: Photos = ()
    contact: Contact = field(default_factory=Contact)
    channel: Channel = Channel.WEB
    client_key: str = ""


def cleaned_words(report: Report) -> str:
    """Return the words as they are stored.

    Raises:
        WordsMissing: too little was said.
    """
    words = clean_text(report.words).strip()[:MOST_WORDS]
    if len(words) < LEAST_WORDS:
        raise WordsMissing(field="words")
    return words


def whereabouts(report: Report) -> tuple[Point | None, Village | None]:
    """Return the pin and the village; the pin decides the village when both are given.

    Raises:
        PlaceMissing: neither was given.
        PinTooFar: the pin is farther from the municipality than its setting allows.
    """
    if report.pin is None:
        village = Village.objects.filter(code=report.village).first() if report.village else None
        if village is None:
            raise PlaceMissing(field="pin")
        return None, village
    longitude, latitude = report.pin
    # Also refuses what is no number at all: NaN is neither smaller nor larger.
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004  # EPSG:4326
        raise PinTooFar(field="pin")
    pin = geo.point(longitude=longitude, latitude=latitude)
    village = geo.village_at(pin)
    if village is None and _is_far(pin):
        raise PinTooFar(field="pin")
    return pin, village


def _is_far(pin: Point) -> bool:
    nearest = geo.nearest_village(pin)
    # A municipality without known boundaries takes every pin.
    if nearest is None:
        return False
    metres = nearest.distance.m  # type: ignore[attr-defined]  # the selector annotates it
    return bool(metres > setting("complaints.near_metres"))


def check_photos(report: Report, category: Category) -> None:
    """Refuse a report without the photo that its category asks for.

    Whoever calls or stands at the counter is heard without one, and so is a neighbour.

    Raises:
        ReportPhotoMissing: there is none.
    """
    if report.channel in SECOND_HAND:
        return
    if category.wants_photo_on_report and not report.photos:
        raise ReportPhotoMissing(field="photos")


def cleaned_answers(report: Report, category: Category) -> dict[str, str]:
    """Return the answers to the category's own questions, and to nothing else.

    Raises:
        QuestionUnanswered: a required one is missing.
        Stopped: an answer says that somebody else must act at once; officers decide themselves.
    """
    answers: dict[str, str] = {}
    for question in category.asked:
        answer = clean_text(str(report.answers.get(question.code, ""))).strip()[:MOST_ANSWER]
        field_name = f"answers.{question.code}"
        is_needed = question.is_required and report.channel != Channel.NEIGHBOUR
        if not answer and is_needed:
            raise QuestionUnanswered(field=field_name, question=question.label)
        stop = question.stop_of(answer)
        if stop and report.channel not in {*SPOKEN, Channel.NEIGHBOUR}:
            raise Stopped(field=field_name, words=stop)
        if answer:
            answers[question.code] = answer
    return answers


def cleaned_contact(contact: Contact) -> Contact:
    """Return the contact in the form it is stored: E.164 phone, tidy name.

    Raises:
        MaskedValue: a value came from a masked screen.
        PhoneWrong: the phone cannot be called.
        EmailWrong: the address cannot be written to.
    """
    for name in ("name", "phone", "email"):
        if is_masked(getattr(contact, name)):
            raise MaskedValue(field=name)
    return Contact(
        name=clean_line(contact.name),
        phone=_phone(contact.phone),
        email=_email(contact.email),
        language=contact.language,
    )


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "TH")
    except phonenumbers.NumberParseException as error:
        raise PhoneWrong(field="phone") from error
    if not phonenumbers.is_possible_number(number):
        raise PhoneWrong(field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    email = text.strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise EmailWrong(field="email") from error
    return email
