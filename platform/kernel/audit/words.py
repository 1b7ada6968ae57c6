"""What people read for an action and for its fields: each app says it once, at start-up."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOKED = "looked"
LOOKED_AT = "fields"
EVERYWHERE = ""

_labels: dict[str, str | Promise] = {LOOKED: _("เปิดดูข้อมูลส่วนบุคคล")}
_fields: dict[tuple[str, str], str | Promise] = {
    (EVERYWHERE, "state"): _("สถานะ"),
    (EVERYWHERE, "name"): _("ชื่อ"),
    (EVERYWHERE, "date"): _("วันที่"),
    (EVERYWHERE, "kind"): _("ประเภท"),
    (EVERYWHERE, "reason"): _("เหตุผล"),
    (EVERYWHERE, "from"): _("ตั้งแต่"),
    (EVERYWHERE, "until"): _("ถึง"),
    (EVERYWHERE, "order"): _("คำสั่ง"),
    (EVERYWHERE, "position"): _("ตำแหน่ง"),
    (EVERYWHERE, "username"): _("ชื่อผู้ใช้"),
    (EVERYWHERE, LOOKED_AT): _("ข้อมูลที่เกี่ยวข้อง"),
    (EVERYWHERE, "phone"): _("โทรศัพท์"),
    (EVERYWHERE, "email"): _("อีเมล"),
    (EVERYWHERE, "value"): _("ค่าที่ตั้ง"),
}
_values: dict[tuple[str, str], Mapping[str, str | Promise]] = {}


def describe(labels: Mapping[str, str | Promise]) -> None:
    """Add the words for the actions of an app."""
    _labels.update(labels)


def label_of(action: str) -> str:
    """Return the words for the action, or its code when nobody described it."""
    return str(_labels.get(action, action))


def describe_fields(
    kind: str,
    labels: Mapping[str, str | Promise],
    values: Mapping[str, Mapping[str, str | Promise]] | None = None,
) -> None:
    """Add the words for the fields of a kind of subject, and for the codes that some hold."""
    _fields.update({(kind, name): words for name, words in labels.items()})
    _values.update({(kind, name): words for name, words in (values or {}).items()})


def field_label(kind: str, name: str) -> str:
    """Return the words for a field of the kind, those for everywhere, or its code."""
    return str(_fields.get((kind, name), _fields.get((EVERYWHERE, name), name)))


def value_label(kind: str, name: str, value: str) -> str:
    """Return the words for a code that the field holds, or the value itself."""
    return str(_values.get((kind, name), {}).get(value, value))


def actions() -> list[tuple[str, str]]:
    """Return every described action with its words, sorted by the words."""
    return sorted(((code, str(words)) for code, words in _labels.items()), key=lambda pair: pair[1])
