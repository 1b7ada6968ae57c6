"""What a position may grant in the kernel itself; modules bring their own enums."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """The permissions of the house, granted to positions and never to people."""

    PEOPLE_VIEW = "people.view"
    PEOPLE_MANAGE = "people.manage"
    OUTBOX_VIEW = "outbox.view"
    CONFIGURATION_VIEW = "configuration.view"
    CONFIGURATION_MANAGE = "configuration.manage"


LABELS: dict[str, str | Promise] = {
    Permission.PEOPLE_VIEW: _("ดูรายชื่อเจ้าหน้าที่และตำแหน่ง"),
    Permission.PEOPLE_MANAGE: _("จัดการเจ้าหน้าที่ ตำแหน่ง และการมอบอำนาจ"),
    Permission.OUTBOX_VIEW: _("ดูข้อความที่ส่งออก"),
    Permission.CONFIGURATION_VIEW: _("ดูการตั้งค่าของเทศบาล"),
    Permission.CONFIGURATION_MANAGE: _("แก้ไขการตั้งค่าของเทศบาล"),
}
