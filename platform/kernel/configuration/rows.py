"""Write bundle objects into rows: references resolved by natural key, parents first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from kernel.actors import Actor
from kernel.configuration.bundle import Object, key_text
from kernel.configuration.errors import BundleInvalid, Problem, ReferenceCycle
from kernel.configuration.exporting import rows
from kernel.configuration.files import from_bundle, keeper
from kernel.configuration.objects import row_key
from kernel.configuration.planning import Change
from kernel.configuration.registry import Configurable, get
from kernel.configuration.schema import field_of
from kernel.configuration.values import decode


class RowWriter:
    """Writes the changes of one bundle; knows the rows met so far by natural key."""

    def __init__(self, *, files: dict[str, bytes], by: Actor, at: datetime) -> None:
        self._files = files
        self._by = by
        self._at = at
        self._rows: dict[str, dict[str, Model]] = {}

    def write(self, configurable: Configurable, changes: Iterable[Change]) -> None:
        """Create or update the rows of one kind, what they point at first.

        Raises:
            BundleInvalid: a row cannot be written; the fault names it.
        """
        for change in _parents_first(configurable, list(changes)):
            with _faults_named(configurable, change.key):
                self._write_one(configurable, change)

    def delete(self, configurable: Configurable, change: Change) -> None:
        """Delete the row.

        Raises:
            BundleInvalid: something else still points at it.
        """
        with _faults_named(configurable, change.key):
            row = self._known(configurable).pop(change.key)
            for name in configurable.files:
                self._forgotten(getattr(row, name))
            row.delete()

    def _write_one(self, configurable: Configurable, change: Change) -> None:
        after: Object = change.after or {}
        known = self._known(configurable)
        row = known.get(change.key) or configurable.model()
        many: dict[str, list[Model]] = {}
        for name in configurable.all_fields:
            value = self._value(configurable, name, after[name], row)
            if field_of(configurable, name).many_to_many:
                many[name] = value
            else:
                setattr(row, name, value)
        relations = [field.name for field in row._meta.fields if field.is_relation]
        row.clean_fields(exclude=relations)
        row.save()
        for name, targets in many.items():
            getattr(row, name).set(targets)
        known[change.key] = row

    def _value(self, configurable: Configurable, name: str, value: Any, row: Model) -> Any:
        field = field_of(configurable, name)
        if name in configurable.references:
            target = get(configurable.references[name])
            if field.many_to_many:
                return [self._target(target, name, key) for key in value]
            return None if value is None else self._target(target, name, value)
        if name in configurable.files:
            return self._kept(value, before=getattr(row, name))
        return decode(field, value)

    def _kept(self, name: str, *, before: str) -> str:
        """Store the file that the bundle names, unless the row has just this one."""
        if before and name and keeper().read(before).bundle_name == name:
            return before
        self._forgotten(before)
        if not name:
            return ""
        return keeper().keep(from_bundle(self._files, name), by=self._by, at=self._at)

    def _forgotten(self, reference: str) -> None:
        if reference:
            keeper().forget(reference)

    def _target(self, configurable: Configurable, name: str, key: Any) -> Model:
        found = self._known(configurable).get(key_text(key))
        if found is None:
            message = _("ไม่พบ %(kind)s “%(key)s” ที่อ้างถึง")
            raise ValidationError(
                {name: message % {"kind": configurable.kind, "key": key_text(key)}}
            )
        return found

    def _known(self, configurable: Configurable) -> dict[str, Model]:
        if configurable.kind not in self._rows:
            self._rows[configurable.kind] = {
                key_text(row_key(configurable, row)): row for row in rows(configurable)
            }
        return self._rows[configurable.kind]


@contextmanager
def _faults_named(configurable: Configurable, key: str) -> Iterator[None]:
    """Turn what a validator or the database says into a fault that names the row."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        found = getattr(error, "error_dict", None) and error.message_dict
        faults = found or {"": error.messages}
        raise BundleInvalid(
            [Problem(configurable.kind, key, name, " ".join(text)) for name, text in faults.items()]
        ) from error
    except ProtectedError as error:
        message = _("ลบไม่ได้ เพราะยังมีข้อมูลอื่นใช้อยู่")
        raise BundleInvalid([Problem(configurable.kind, key, "", message)]) from error
    except DatabaseError as error:
        message = _("ฐานข้อมูลไม่รับ: %(reason)s") % {"reason": _first_line(error)}
        raise BundleInvalid([Problem(configurable.kind, key, "", message)]) from error


def _first_line(error: DatabaseError) -> str:
    return str(error).strip().splitlines()[0]


def _parents_first(configurable: Configurable, changes: list[Change]) -> list[Change]:
    names = [n for n, kind in configurable.references.items() if kind == configurable.kind]
    if not names:
        return changes
    found = {change.key: change for change in changes}
    graph = {
        key: {key_text(change.after[name]) for name in names if change.after and change.after[name]}
        for key, change in found.items()
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ReferenceCycle(kinds=" → ".join(error.args[1])) from error
    return [found[key] for key in order if key in found]
