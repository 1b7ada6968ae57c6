"""What the house offers through this app."""

from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import LABELS, Permission
from kernel.audit.words import describe
from kernel.modules import Manifest, MenuItem, register

register(
    Manifest(
        name="access",
        label=_("เจ้าหน้าที่และสิทธิ์"),
        menu=(
            MenuItem(
                label=_("เจ้าหน้าที่"),
                url_name="access:people",
                icon="users",
                permission=Permission.PEOPLE_VIEW,
                help=_("รายชื่อ ตำแหน่ง รักษาราชการแทน และการมอบอำนาจ"),
            ),
        ),
        permissions=Permission,
        permission_labels=LABELS,
        optional=False,
    )
)

describe(
    {
        "account.signed_in": _("เข้าสู่ระบบ"),
        "account.password_set": _("ตั้งรหัสผ่าน"),
        "officer.created": _("เพิ่มเจ้าหน้าที่"),
        "officer.invited": _("ออกลิงก์ตั้งรหัสผ่าน"),
        "officer.amended": _("แก้ไขข้อมูลเจ้าหน้าที่"),
        "officer.deactivated": _("ปิดบัญชีเจ้าหน้าที่"),
        "officer.reactivated": _("เปิดบัญชีเจ้าหน้าที่อีกครั้ง"),
        "appointment.substantive": _("บันทึกการดำรงตำแหน่ง"),
        "appointment.acting": _("บันทึกการรักษาราชการแทน"),
        "appointment.delegated": _("บันทึกการปฏิบัติราชการแทน"),
        "appointment.ended": _("กำหนดวันสิ้นสุดของตำแหน่ง"),
        "position.granted": _("เปลี่ยนสิทธิ์ของตำแหน่ง"),
    }
)
