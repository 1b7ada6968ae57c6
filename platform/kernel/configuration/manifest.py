"""What configuration offers to the house."""

from django.utils.translation import gettext_lazy as _

from kernel.audit.words import describe
from kernel.configuration.permissions import Permission
from kernel.modules import Manifest, MenuItem, register

# The permissions themselves stand in the list of kernel.access, beside the other house rights.
register(
    Manifest(
        name="configuration",
        label=_("การตั้งค่า"),
        menu=(
            MenuItem(
                label=_("การตั้งค่า"),
                url_name="configuration:settings",
                icon="settings",
                permission=Permission.VIEW,
                help=_("ชื่อและที่อยู่ สีและตรา แผนที่ และกำหนดเวลาต่าง ๆ"),
            ),
        ),
        optional=False,
    )
)
describe(
    {
        "configuration.applied": _("ใช้ชุดการตั้งค่า"),
        "configuration.setting_changed": _("เปลี่ยนการตั้งค่า"),
        "configuration.added": _("เพิ่มรายการในการตั้งค่า"),
        "configuration.amended": _("แก้ไขรายการในการตั้งค่า"),
        "configuration.moved": _("จัดลำดับรายการในการตั้งค่า"),
        "configuration.switched_on": _("เปิดใช้รายการในการตั้งค่า"),
        "configuration.switched_off": _("ปิดการใช้งานรายการในการตั้งค่า"),
        "configuration.removed": _("ลบรายการในการตั้งค่า"),
    }
)
