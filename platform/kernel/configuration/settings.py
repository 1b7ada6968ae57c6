"""Single typed values of a municipality: declared in code, set as configuration.

`setting("office.phone")` answers from a cache that is kept per tenant and forgotten at
every change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.errors import FileMissing, UnknownSetting, WrongSettingValue
from kernel.configuration.files import ConfigurationFile, keeper
from kernel.configuration.memory import Remembered
from kernel.configuration.models import SettingValue
from kernel.configuration.sayings import said
from kernel.configuration.values import normalised

_CACHE_KEY = "configuration.settings"
_CACHE_SECONDS = 60


class SettingType(StrEnum):
    """What a setting holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    COLOUR = "colour"
    CHOICE = "choice"
    POINT = "point"
    FILE = "file"


_SCHEMAS: dict[SettingType, dict[str, Any]] = {
    SettingType.TEXT: {"type": "string", "maxLength": 2000},
    SettingType.INTEGER: {"type": "integer"},
    SettingType.NUMBER: {"type": "number"},
    SettingType.BOOLEAN: {"type": "boolean"},
    SettingType.COLOUR: {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
    SettingType.CHOICE: {"type": "string"},
    # Longitude, latitude in EPSG:4326, the order of GeoJSON.
    SettingType.POINT: {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
        "minItems": 2,
        "maxItems": 2,
    },
    SettingType.FILE: {"type": "null"},
}


type ValueCheck = Callable[[Any], Iterable[str | Promise]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that a municipality may set, with what to say beside its field.

    Attributes:
        choices: the only values there are; `choice_labels` names them for people.
        lines: how many lines of text the field on the settings page shows.
        check: tells the faults of a value beyond its type.
        make: returns the form field, where the type's own would not do.
        said: returns the value as people read it, where the value itself would not do.
    """

    key: str
    type: SettingType
    default: Any
    label: str | Promise
    help: str | Promise = ""
    choices: tuple[str, ...] = ()
    choice_labels: Mapping[str, str | Promise] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    lines: int = 1
    check: ValueCheck | None = None
    make: Callable[[], Any] | None = None
    said: Callable[[Any], str] | None = None

    @property
    def group(self) -> str:
        """The part of the key before the first dot: what belongs together on a page."""
        return self.key.partition(".")[0]

    def faults(self, value: Any) -> Iterator[str]:
        """Tell why the value does not fit."""
        if self.choices and value not in self.choices:
            yield str(_("ต้องเป็นหนึ่งใน %(choices)s") % {"choices": ", ".join(self.choices)})
        wrong = [said(error) for error in Draft202012Validator(self._schema).iter_errors(value)]
        yield from wrong
        if self.check is not None and not wrong:
            yield from (str(text) for text in self.check(value))

    @property
    def _schema(self) -> dict[str, Any]:
        limits = {"minimum": self.minimum, "maximum": self.maximum}
        given = {name: limit for name, limit in limits.items() if limit is not None}
        return {**_SCHEMAS[self.type], **given}


_declared: dict[str, Setting] = {}


def declare_setting(*settings: Setting) -> None:
    """Add settings; called from an app's `configurables.py`."""
    for item in settings:
        _declared[item.key] = item


def declared_settings() -> tuple[Setting, ...]:
    """Return every declared setting, in the order of declaration."""
    return tuple(_declared.values())


def setting(key: str) -> Any:
    """Return the tenant's value of the setting, or its default; a file gives its reference.

    Raises:
        UnknownSetting: nobody declared it.
    """
    item = _get(key)
    return _values().get(key, item.default)


@transaction.atomic
def change_setting(*, key: str, value: Any, by: Actor, at: datetime) -> SettingValue:
    """Give the setting a new value, with an audit line; the actor was checked by the door.

    Raises:
        UnknownSetting: nobody declared it.
        WrongSettingValue: the value does not fit the type.
    """
    item = _get(key)
    clean = normalised(value)
    for reason in item.faults(clean):
        raise WrongSettingValue(field=key, label=item.label, reason=reason)
    before = setting(key)
    row, _created = SettingValue.objects.update_or_create(key=key, defaults={"value": clean})
    forget_settings()
    audit.record(
        actor=by,
        action="configuration.setting_changed",
        subject=f"setting:{key}",
        at=at,
        before={"value": before},
        after={"value": clean},
    )
    return row


@transaction.atomic
def change_file(*, key: str, file: ConfigurationFile | None, by: Actor, at: datetime) -> None:
    """Give the setting another file, or none, with an audit line naming both by content.

    Raises:
        UnknownSetting: nobody declared it.
        WrongSettingValue: the setting holds no file.
        kernel.errors.Refused: the file is not one that can be kept.
    """
    item = _get(key)
    if item.type is not SettingType.FILE:
        raise WrongSettingValue(field=key, label=item.label, reason=SettingType.FILE)
    old = str(setting(key) or "")
    before = _content_name(old)
    if file is not None and file.bundle_name == before:
        return
    reference = keeper().keep(file, by=by, at=at) if file else ""
    if old:
        keeper().forget(old)
    SettingValue.objects.update_or_create(key=key, defaults={"value": None, "file": reference})
    forget_settings()
    audit.record(
        actor=by,
        action="configuration.setting_changed",
        subject=f"setting:{key}",
        at=at,
        before={"file": before},
        after={"file": file.bundle_name if file else ""},
    )


def check_setting(obj: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Tell what is wrong with a setting that came in a bundle."""
    item = _declared.get(obj["key"])
    if item is None:
        return [("key", str(UnknownSetting(key=obj["key"])))]
    if obj.get("file") and item.type is not SettingType.FILE:
        return [("file", str(_("การตั้งค่านี้ไม่ได้เก็บแฟ้ม")))]
    return [("value", reason) for reason in item.faults(obj.get("value"))]


def forget_settings() -> None:
    """Drop the cached values now, and again when the change has been committed."""
    cache.delete(_CACHE_KEY)
    transaction.on_commit(partial(cache.delete, _CACHE_KEY))


def _content_name(reference: str) -> str:
    """Return what the file is called by content; "" when it was lost or never was."""
    try:
        return keeper().read(reference).bundle_name if reference else ""
    except FileMissing:
        return ""


def _get(key: str) -> Setting:
    try:
        return _declared[key]
    except KeyError:
        raise UnknownSetting(key=key) from None


def _read_values() -> dict[str, Any]:
    found: dict[str, Any] | None = cache.get(_CACHE_KEY)
    if found is None:
        found = {row.key: row.file or row.value for row in SettingValue.objects.all()}
        # Only what is committed may be seen by others, so a rollback leaves no trace.
        transaction.on_commit(partial(cache.set, _CACHE_KEY, found, _CACHE_SECONDS))
    return found


_values = Remembered("configuration.settings", _read_values, of=(SettingValue,))
