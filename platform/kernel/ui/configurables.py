"""What a municipality may set of its look and its contact lines."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.settings import Setting, SettingType, declare_setting
from kernel.ui.branding import DEFAULT_COLOUR

declare_setting(
    Setting(
        key="look.colour",
        type=SettingType.COLOUR,
        default=DEFAULT_COLOUR,
        label=_("สีประจำเทศบาล"),
        help=_("ระบบปรับความเข้มให้อ่านง่ายเองทั้งหน้าจอสว่างและมืด"),
    ),
    Setting(
        key="look.emblem",
        type=SettingType.TEXT,
        default="",
        label=_("ที่อยู่ไฟล์ตราเทศบาล"),
        help=_("เว้นว่างไว้จะใช้ตรากลางของระบบ"),
    ),
    Setting(key="office.phone", type=SettingType.TEXT, default="", label=_("โทรศัพท์สำนักงาน")),
    Setting(key="office.email", type=SettingType.TEXT, default="", label=_("อีเมลสำนักงาน")),
    Setting(key="office.address", type=SettingType.TEXT, default="", label=_("ที่อยู่สำนักงาน")),
)
