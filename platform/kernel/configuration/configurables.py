"""Settings that every municipality has, and how settings travel in a bundle."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.configuration.groups import Group, declare_group
from kernel.configuration.models import SettingValue
from kernel.configuration.registry import Configurable, declare
from kernel.configuration.settings import Setting, SettingType, check_setting, declare_setting
from kernel.configuration.shelves import Shelf, declare_shelf

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

declare_shelf(
    Shelf(name="house", label=_("เทศบาล"), position=10),
    Shelf(name="people", label=_("หน่วยงานและบุคลากร"), position=20),
    Shelf(name="contact", label=_("ข้อความและการเข้าสู่ระบบ"), position=30),
)

TEXT = SettingType.TEXT
_web_address = URLValidator(schemes=["https", "http"])


def _email_faults(value: str) -> Iterator[str | Promise]:
    try:
        validate_email(value or "nobody@town.example")
    except ValidationError:
        yield _("อีเมลไม่ถูกต้อง เช่น office@town.go.th")


def _address_faults(value: str) -> Iterator[str | Promise]:
    try:
        _web_address(value or "https://town.example")
    except ValidationError:
        yield _("ที่อยู่เว็บไซต์ไม่ถูกต้อง ต้องขึ้นต้นด้วย https://")


declare_group(
    Group(
        name="office",
        label=_("ชื่อและที่อยู่หน่วยงาน"),
        help=_("แสดงบนทุกหน้า ในหนังสือ และในข้อความถึงประชาชน"),
        position=10,
        icon="landmark",
        shelf="house",
    )
)

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
        help=_("ใช้ในที่แคบ เช่น ใต้ไอคอนบนหน้าจอโทรศัพท์"),
    ),
    Setting(
        key="office.short_name_en",
        type=TEXT,
        default="",
        label=_("ชื่อย่อ (อังกฤษ)"),
        help=_("ใช้ในที่แคบ เช่น ใต้ไอคอนบนหน้าจอโทรศัพท์"),
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
        lines=3,
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
        check=_email_faults,
    ),
    Setting(
        key="office.website",
        type=TEXT,
        default="",
        label=_("เว็บไซต์"),
        help=_("ที่อยู่เว็บไซต์หลักของหน่วยงาน ขึ้นต้นด้วย https://"),
        check=_address_faults,
    ),
)
