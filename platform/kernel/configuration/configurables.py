"""Settings that every municipality has, and how settings travel in a bundle."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.models import SettingValue
from kernel.configuration.registry import Configurable, declare
from kernel.configuration.settings import Setting, SettingType, check_setting, declare_setting

declare(
    Configurable(
        kind="configuration.setting",
        label=_("การตั้งค่าทั่วไป"),
        model=SettingValue,
        key=("key",),
        fields=("value", "file"),
        files=("file",),
        check=check_setting,
    )
)

TEXT = SettingType.TEXT

declare_setting(
    Setting(
        key="office.name_th",
        type=TEXT,
        default="",
        label=_("ชื่อหน่วยงาน (ไทย)"),
        help=_("ชื่อเต็มที่ประชาชนเห็นบนทุกหน้า"),
    ),
    Setting(
        key="office.name_en",
        type=TEXT,
        default="",
        label=_("ชื่อหน่วยงาน (อังกฤษ)"),
        help=_("ใช้เมื่อผู้อ่านเลือกภาษาอังกฤษ"),
    ),
    Setting(
        key="office.short_name_th",
        type=TEXT,
        default="",
        label=_("ชื่อย่อ (ไทย)"),
        help=_("ใช้ในที่แคบ เช่น แถบเมนูบนโทรศัพท์"),
    ),
    Setting(
        key="office.short_name_en",
        type=TEXT,
        default="",
        label=_("ชื่อย่อ (อังกฤษ)"),
        help=_("ใช้ในที่แคบ เช่น แถบเมนูบนโทรศัพท์"),
    ),
    Setting(
        key="office.code",
        type=TEXT,
        default="",
        label=_("รหัส อปท."),
        help=_("รหัสองค์กรปกครองส่วนท้องถิ่นของกรมส่งเสริมการปกครองท้องถิ่น"),
    ),
    Setting(
        key="office.letter_code",
        type=TEXT,
        default="",
        label=_("รหัสหนังสือ"),
        help=_("รหัสตัวพยัญชนะและเลขประจำหน่วยงานที่ขึ้นต้นเลขที่หนังสือออก"),
    ),
    Setting(
        key="office.address",
        type=TEXT,
        default="",
        label=_("ที่อยู่สำนักงาน"),
        help=_("ที่อยู่ตามที่ใช้ในหนังสือราชการ"),
    ),
    Setting(
        key="office.phone",
        type=TEXT,
        default="",
        label=_("โทรศัพท์"),
        help=_("หมายเลขกลางที่ประชาชนโทรได้ในเวลาทำการ"),
    ),
    Setting(
        key="office.email",
        type=TEXT,
        default="",
        label=_("อีเมล"),
        help=_("อีเมลกลางของหน่วยงาน"),
    ),
    Setting(
        key="office.website",
        type=TEXT,
        default="",
        label=_("เว็บไซต์"),
        help=_("ที่อยู่เว็บไซต์หลักของหน่วยงาน ขึ้นต้นด้วย https://"),
    ),
)
