"""The form of a notice's wording, and what it will look like."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kernel.configuration.errors import NotAccepted
from kernel.errors import Refused
from kernel.notifications import wording as wordings
from kernel.notifications.notices import Wording
from kernel.notifications.placeholders import placeholder
from kernel.notifications.wordings import LANGUAGES, Way

_LONGEST = 5000
# GSM 03.38 packs Thai as UCS-2: 70 letters in a single message, 67 in each part of a longer one.
_ONE_SMS, _PART_OF_SMS = 70, 67
_LABELS = {
    "subject": {"th": _("หัวเรื่องภาษาไทย"), "en": _("หัวเรื่องภาษาอังกฤษ")},
    "body": {"th": _("ข้อความภาษาไทย"), "en": _("ข้อความภาษาอังกฤษ")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A wording with the examples filled in; `parts` counts text messages, 0 for e-mail."""

    language: str
    subject: str
    body: str
    parts: int


class WordingForm(forms.Form):
    """Thai and English side by side; e-mail has a subject, a text message has none."""

    is_on = forms.BooleanField(label=_("ส่งข้อความนี้"), required=False)

    def __init__(self, way: Way, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.fields["is_on"].initial = way.is_on
        self.has_subject = way.channel.name != "sms"
        for part in ("subject", "body") if self.has_subject else ("body",):
            for language in LANGUAGES:
                self.fields[f"{part}_{language}"] = _field(way, part, language)

    def words(self) -> dict[str, Wording]:
        """Return the wordings by language."""
        found = self.cleaned_data
        return {
            language: Wording(
                subject=found.get(f"subject_{language}", ""), body=found[f"body_{language}"]
            )
            for language in LANGUAGES
        }

    def lines(self) -> list[list[forms.BoundField]]:
        """Return the fields that stand beside one another."""
        parts = ("subject", "body") if self.has_subject else ("body",)
        return [[self[f"{part}_{language}"] for language in LANGUAGES] for part in parts]

    def show(self, refused: NotAccepted) -> None:
        """Put each fault beside its field."""
        for name, words in refused.faults:
            self.add_error(name if name in self.fields else None, str(words))

    def previews(self) -> list[Preview]:
        """Return what readers will get, as far as it can be read."""
        words = self.words() if self.is_bound and self.is_valid() else self._kept()
        return [
            self._preview(language, words[language])
            for language in LANGUAGES
            if words[language].body
        ]

    def _kept(self) -> dict[str, Wording]:
        return {language: self.way.wording(language) for language in LANGUAGES}

    def _preview(self, language: str, wording: Wording) -> Preview:
        with override(language):
            notice = self.way.notice
            samples = {w: str(placeholder(notice.event, w).sample) for w in notice.words}
        try:
            subject, body = (wordings.fill(t, samples) for t in (wording.subject, wording.body))
        except Refused as refused:
            subject, body = "", str(refused)
        parts = 0 if self.has_subject else _parts(body)
        return Preview(language=language, subject=subject, body=body, parts=parts)


def _field(way: Way, part: str, language: str) -> forms.CharField:
    wording = way.wording(language)
    return forms.CharField(
        label=_LABELS[part][language],
        initial=getattr(wording, part),
        required=False,
        max_length=_LONGEST if part == "body" else 250,
        help_text=_("เว้นว่างไว้คือใช้ถ้อยคำของระบบ ถ้าระบบไม่มีจะส่งข้อความภาษาไทย")
        if (part, language) == ("body", "en")
        else "",
        widget=forms.Textarea(attrs={"rows": 10 if way.channel.name != "sms" else 4})
        if part == "body"
        else forms.TextInput(),
    )


def _parts(text: str) -> int:
    return 1 if len(text) <= _ONE_SMS else -(-len(text) // _PART_OF_SMS)
