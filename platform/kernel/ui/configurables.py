"""What a municipality may set of its look; its contact lines are declared by configuration."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.groups import Group, declare_group
from kernel.configuration.settings import Setting, SettingType, declare_setting
from kernel.ui.branding import DEFAULT_COLOUR

declare_group(
    Group(
        name="look",
        label=_("สีและตรา"),
        help=_("หน้าตาของเว็บไซต์ที่ประชาชนและเจ้าหน้าที่เห็น"),
        position=20,
        icon="image",
        shelf="house",
    )
)
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
        type=SettingType.FILE,
        default="",
        label=_("ตราเทศบาล"),
        help=_("PNG, JPEG หรือ WebP ไม่เกิน 5 เมกะไบต์ พื้นโปร่งใสสวยที่สุด ถ้าไม่มีจะใช้ตรากลางของระบบ"),
    ),
)
