"""What a schema fault says to the person who wrote the bundle."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

# A jsonschema.exceptions.ValidationError; its fields depend on the validator that complains.
type Fault = Any

_SHORT = 40


def said(error: Fault) -> str:
    """Return the fault as a sentence in the reader's language."""
    known = _SAYINGS.get(str(error.validator))
    return known(error) if known else error.message


def _required(error: Fault) -> str:
    missing = [name for name in error.validator_value if name not in error.instance]
    return _("ขาดช่อง %(names)s") % {"names": ", ".join(missing)}


def _unexpected(error: Fault) -> str:
    allowed = error.schema.get("properties", {})
    extra = [name for name in error.instance if name not in allowed]
    return _("มีช่องที่ไม่รู้จัก %(names)s") % {"names": ", ".join(extra)}


def _type(error: Fault) -> str:
    return _("“%(value)s” ไม่ใช่ชนิด %(type)s") % {
        "value": _short(error.instance),
        "type": error.validator_value,
    }


def _choices(error: Fault) -> str:
    return _("“%(value)s” ต้องเป็นหนึ่งใน %(choices)s") % {
        "value": _short(error.instance),
        "choices": ", ".join(str(item) for item in error.validator_value),
    }


def _form(error: Fault) -> str:
    return _("“%(value)s” เขียนไม่ถูกรูปแบบ") % {"value": _short(error.instance)}


def _long(error: Fault) -> str:
    return _("ยาวเกิน %(count)s ตัวอักษร") % {"count": error.validator_value}


def _low(error: Fault) -> str:
    return _("ต้องไม่น้อยกว่า %(limit)s") % {"limit": error.validator_value}


def _high(error: Fault) -> str:
    return _("ต้องไม่เกิน %(limit)s") % {"limit": error.validator_value}


def _either(error: Fault) -> str:
    inner = [item for item in error.context or [] if item.validator_value != "null"]
    return said(inner[0]) if inner else error.message


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


_SAYINGS: dict[str, Callable[[Fault], str]] = {
    "required": _required,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": _choices,
    "pattern": _form,
    "maxLength": _long,
    "minimum": _low,
    "maximum": _high,
    "anyOf": _either,
}
