"""Whether a row may be kept: every fault with its field, and what to do about it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.configuration.catalogues import Catalogue
from kernel.configuration.errors import NotAccepted
from kernel.configuration.objects import export_object

type Fault = tuple[str, str | Promise]


def accept(catalogue: Catalogue, row: Model) -> None:
    """Do nothing when the row may be kept.

    Raises:
        NotAccepted: it may not; every fault is named.
    """
    faults = list(_of_fields(row)) or [
        *_of_the_tree(catalogue, row),
        *_of_the_kind(catalogue, row),
        *_of_the_table(catalogue, row),
    ]
    if faults:
        raise NotAccepted(faults)


def written(row: Model) -> None:
    """Write the row.

    Raises:
        NotAccepted: the database refuses it after all, since somebody was quicker.
    """
    try:
        with transaction.atomic():
            row.save()
    except DatabaseError as error:
        message = _("ฐานข้อมูลไม่รับ อาจมีผู้อื่นบันทึกสิ่งเดียวกันไปก่อน โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง")
        raise NotAccepted([("", message)]) from error


def _of_fields(row: Model) -> Iterator[Fault]:
    relations = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        for name, words in error.message_dict.items():
            yield name, " ".join(words)


def _of_the_tree(catalogue: Catalogue, row: Any) -> Iterator[Fault]:
    """Refuse a row that would stand, at whatever height, under itself."""
    if not catalogue.is_tree or row.pk is None:
        return
    above = getattr(row, catalogue.under)
    while above is not None:
        if above.pk == row.pk:
            yield catalogue.under, _("เลือกตัวเองหรือรายการที่อยู่ข้างใต้ไม่ได้ โปรดเลือกรายการอื่น")
            return
        above = getattr(above, catalogue.under)


def _of_the_kind(catalogue: Catalogue, row: Model) -> Iterator[Fault]:
    check = catalogue.configurable.check
    if check is not None:
        yield from check(export_object(catalogue.configurable, row, {}))


def _of_the_table(catalogue: Catalogue, row: Model) -> Iterator[Fault]:
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError as error:
            unknown = ("", " ".join(error.messages))
            yield catalogue.sentences.get(constraint.name, unknown)
