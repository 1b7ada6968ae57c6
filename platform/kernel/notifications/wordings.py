"""The municipality words a notice its own way, or goes back to the house's wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.errors import NotAccepted
from kernel.configuration.events import ConfigurationChanged
from kernel.configuration.permissions import Permission
from kernel.errors import Missing, Refused
from kernel.events import publish
from kernel.notifications import wording as wordings
from kernel.notifications.channels import Channel, channel_named, channels
from kernel.notifications.models import MessageTemplate
from kernel.notifications.notices import Notice, Wording, notice_of, notices
from kernel.notifications.placeholders import used_in
from kernel.thai import normalise_thai

LANGUAGES = ("th", "en")
_SUBJECT_LONGEST = 250


class NoticeMissing(Missing):
    """There is no such notice, or no such channel."""

    code = "notice_missing"
    message = _("ไม่พบข้อความแจ้งนี้")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A notice over one channel: the wordings in force, and whether anything is sent."""

    notice: Notice
    channel: Channel
    own: Mapping[str, MessageTemplate]

    @property
    def is_on(self) -> bool:
        """Whether the notice is sent this way: worded, and not switched off."""
        thai = self.own.get("th")
        return thai.is_active if thai else ("th" in self.own or self.has_house_wording)

    @property
    def is_own(self) -> bool:
        """Whether the municipality has a wording of its own."""
        return bool(self.own)

    @property
    def has_house_wording(self) -> bool:
        """Whether the house has a wording to go back to."""
        return (self.channel.name, "th") in self.notice.wordings

    def wording(self, language: str) -> Wording:
        """Return the wording in force in the language; empty when there is none."""
        row = self.own.get(language)
        if row is not None:
            return Wording(subject=row.subject, body=row.body)
        return self.notice.wordings.get((self.channel.name, language), Wording(body=""))


def ways() -> list[tuple[Notice, list[Way]]]:
    """Return every notice with its channels, in one query."""
    rows: dict[tuple[str, str], dict[str, MessageTemplate]] = {}
    for row in MessageTemplate.objects.order_by("event", "channel", "language"):
        rows.setdefault((row.event, row.channel), {})[row.language] = row
    return [
        (
            notice,
            [
                Way(notice=notice, channel=one, own=rows.get((notice.event, one.name), {}))
                for one in channels()
            ],
        )
        for notice in notices()
    ]


def way(event: str, channel: str) -> Way:
    """Return one notice over one channel.

    Raises:
        NoticeMissing: there is no such notice or channel.
    """
    notice, found = notice_of(event), channel_named(channel)
    if notice is None or found is None:
        raise NoticeMissing
    rows = MessageTemplate.objects.filter(event=event, channel=channel)
    return Way(notice=notice, channel=found, own={row.language: row for row in rows})


@transaction.atomic
def word_notice(  # noqa: PLR0913 - which notice, which way, which words, by whom and when
    *,
    event: str,
    channel: str,
    words: Mapping[str, Wording],
    is_on: bool,
    by: Actor,
    at: datetime,
) -> Way:
    """Word the notice; without English words readers get the house's, else the Thai ones.

    Raises:
        NotAllowed: the actor may not change the configuration.
        NoticeMissing: there is no such notice or channel.
        NotAccepted: a wording cannot be read, uses unknown words, or says nothing.
    """
    by.require(Permission.MANAGE)
    present = way(event, channel)
    clean = {language: _clean(words.get(language)) for language in LANGUAGES}
    faults = list(_faults(present.notice, clean, is_on=is_on))
    if faults:
        raise NotAccepted(faults)
    before = _said(present)
    for language, wording in clean.items():
        _write(present, language, wording, is_on=is_on)
    return _told(present, before, by=by, at=at)


@transaction.atomic
def use_house_wording(*, event: str, channel: str, by: Actor, at: datetime) -> Way:
    """Forget the municipality's own wording.

    Raises:
        NotAllowed: the actor may not change the configuration.
        NoticeMissing: there is no such notice or channel, or no wording to go back to.
    """
    by.require(Permission.MANAGE)
    present = way(event, channel)
    if not present.has_house_wording:
        raise NoticeMissing
    before = _said(present)
    MessageTemplate.objects.filter(event=event, channel=channel).delete()
    return _told(present, before, by=by, at=at)


def _write(present: Way, language: str, wording: Wording, *, is_on: bool) -> None:
    key: dict[str, Any] = {
        "event": present.notice.event,
        "channel": present.channel.name,
        "language": language,
    }
    if is_on and not wording.body:
        MessageTemplate.objects.filter(**key).delete()
        return
    values = {"subject": wording.subject, "body": wording.body, "is_active": is_on}
    MessageTemplate.objects.update_or_create(defaults=values, **key)


def _told(present: Way, before: dict[str, object], *, by: Actor, at: datetime) -> Way:
    now = way(present.notice.event, present.channel.name)
    after = _said(now)
    if after != before:
        name = f"{present.notice.event}/{present.channel.name}"
        audit.record(
            actor=by,
            action="configuration.amended",
            subject=f"notifications.message_template:{name}",
            at=at,
            before={part: before[part] for part in before if before[part] != after[part]},
            after={part: after[part] for part in after if before[part] != after[part]},
        )
        publish(ConfigurationChanged(kind="notifications.message_template", key=name))
    return now


def _said(present: Way) -> dict[str, object]:
    """Return the wordings for the book; "wording" and "heading" are not masked as addresses are."""
    found: dict[str, object] = {"is_on": present.is_on, "is_own": present.is_own}
    for language in LANGUAGES:
        wording = present.wording(language)
        found[f"heading_{language}"] = wording.subject
        found[f"wording_{language}"] = wording.body
    return found


def _faults(
    notice: Notice, words: Mapping[str, Wording], *, is_on: bool
) -> Iterator[tuple[str, str | Promise]]:
    if is_on and not words["th"].body:
        yield "body_th", _("โปรดเขียนข้อความภาษาไทย หรือปิดการส่งข้อความนี้")
    for language, wording in words.items():
        yield from _faults_of(notice, f"subject_{language}", wording.subject)
        yield from _faults_of(notice, f"body_{language}", wording.body)
        missing = set(notice.needs) - used_in(wording.body)
        if wording.body and missing:
            names = ", ".join(f"{{{{ {name} }}}}" for name in sorted(missing))
            yield f"body_{language}", _("ข้อความนี้ต้องมี %(names)s") % {"names": names}


def _faults_of(notice: Notice, field: str, text: str) -> Iterator[tuple[str, str | Promise]]:
    try:
        wordings.check(text)
    except Refused as refusal:
        yield field, str(refusal)
        return
    unknown = used_in(text) - set(notice.words)
    if unknown:
        names = ", ".join(f"{{{{ {name} }}}}" for name in sorted(unknown))
        words = _("ไม่รู้จัก %(names)s ใช้ได้เฉพาะคำในรายการ โปรดตรวจตัวสะกด")
        yield field, words % {"names": names}


def _clean(wording: Wording | None) -> Wording:
    if wording is None:
        return Wording(body="")
    subject = wordings.one_line(normalise_thai(wording.subject))[:_SUBJECT_LONGEST]
    return Wording(subject=subject, body=normalise_thai(wording.body).strip())
