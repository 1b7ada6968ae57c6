"""How the book of deeds calls what happens to letters."""

from django.utils.translation import gettext_lazy as _

from kernel.audit.words import describe

describe(
    {
        "exchange.sent": _("ส่งข้อมูลถึงท้องถิ่นอื่น"),
        "exchange.received": _("รับข้อมูลจากท้องถิ่นอื่น"),
        "exchange.returned": _("ข้อมูลส่งไม่ถึงท้องถิ่นอื่น"),
    }
)
