"""How the book of deeds calls what happens to letters."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject
from kernel.audit.words import describe


def name_letters(keys: Collection[str], _reader: Actor) -> dict[str, Named]:
    """Name letters by their number; there is nothing more to read of them."""
    return {key: Named(title=_("จดหมายระหว่างท้องถิ่น %(key)s") % {"key": key}) for key in keys}


# The settings are what every municipality has on.
declare_subject(SubjectKind(kind="letter", module="configuration", name=name_letters))

describe(
    {
        "exchange.sent": _("ส่งข้อมูลถึงท้องถิ่นอื่น"),
        "exchange.received": _("รับข้อมูลจากท้องถิ่นอื่น"),
        "exchange.returned": _("ข้อมูลส่งไม่ถึงท้องถิ่นอื่น"),
    }
)
