"""Find every fault of a bundle before anything is written."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kernel.configuration.bundle import Bundle, Object, key_text
from kernel.configuration.errors import BundleInvalid, Problem, UnknownKind
from kernel.configuration.objects import canonical_field, object_key, sort_key
from kernel.configuration.registry import Configurable, get
from kernel.configuration.schema import faults


def checked(bundle: Bundle) -> dict[str, list[Object]]:
    """Return the objects in canonical form, sorted.

    Raises:
        BundleInvalid: at least one object is at fault; all faults are named.
    """
    problems: list[Problem] = []
    result: dict[str, list[Object]] = {}
    for kind, objects in bundle.objects.items():
        try:
            configurable = get(kind)
        except UnknownKind as error:
            problems.append(Problem(kind, "", "", str(error)))
            continue
        result[kind] = _checked_kind(configurable, objects, problems)
    if problems:
        raise BundleInvalid(problems)
    return result


def _checked_kind(
    configurable: Configurable, objects: list[Object], problems: list[Problem]
) -> list[Object]:
    good: dict[str, Object] = {}
    for number, obj in enumerate(objects, start=1):
        label = _label(configurable, obj, number)
        ready, found = _checked_object(configurable, obj, label)
        key = key_text(object_key(configurable, ready)) if not found else label
        if key in good:
            found.append(Problem(configurable.kind, key, "", _("ซ้ำกันในชุดการตั้งค่า")))
        problems += found
        good[key] = ready
    if problems:
        return []
    return sorted(good.values(), key=lambda obj: sort_key(configurable, obj))


def _checked_object(
    configurable: Configurable, obj: Any, label: str
) -> tuple[Object, list[Problem]]:
    found = list(faults(configurable, obj))
    if found:
        return {}, [Problem(configurable.kind, label, name, text) for name, text in found]
    ready, problems = _canonical(configurable, obj, label)
    if configurable.check is not None and not problems:
        problems = [
            Problem(configurable.kind, label, name, str(text))
            for name, text in configurable.check(ready)
        ]
    return ready, problems


def _canonical(
    configurable: Configurable, obj: Mapping[str, Any], label: str
) -> tuple[Object, list[Problem]]:
    ready: Object = {}
    problems = []
    for name in configurable.all_fields:
        try:
            ready[name] = canonical_field(configurable, name, obj)
        except ValidationError as error:
            problems.append(Problem(configurable.kind, label, name, " ".join(error.messages)))
        except (ValueError, TypeError, ArithmeticError) as error:
            problems.append(Problem(configurable.kind, label, name, str(error)))
    return ready, problems


def _label(configurable: Configurable, obj: Any, number: int) -> str:
    if isinstance(obj, dict) and all(name in obj for name in configurable.key):
        return key_text(object_key(configurable, obj))
    return _("รายการที่ %(number)s") % {"number": number}
