"""Villages, base map and map settings travel in a configuration bundle."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.groups import Group, declare_group
from kernel.configuration.registry import Configurable, declare
from kernel.configuration.settings import Setting, SettingType, declare_setting
from kernel.geo.base_map import Base, address_faults, base_map_faults
from kernel.geo.models import BaseFeature, Village

declare(
    Configurable(
        kind="geo.village",
        label=_("หมู่บ้าน"),
        model=Village,
        key=("code",),
        fields=("number", "name_th", "name_en", "geom"),
    )
)
declare(
    Configurable(
        kind="geo.base_feature",
        label=_("แผนที่ฐาน"),
        model=BaseFeature,
        key=("code",),
        fields=("layer", "feature_class", "name_th", "name_en", "min_zoom", "geom"),
    )
)

declare_group(
    Group(
        name="map",
        label=_("แผนที่"),
        help=_("แผนที่เปิดขึ้นมาตรงไหน และวาดอะไรไว้ข้างใต้"),
        position=30,
        icon="map",
        shelf="house",
        check=base_map_faults,
    )
)
declare_setting(
    Setting(
        key="map.centre",
        type=SettingType.POINT,
        default=[100.5018, 13.7563],
        label=_("จุดกึ่งกลางแผนที่"),
        help=_("ละติจูด, ลองจิจูด (WGS 84) คัดลอกจากโปรแกรมแผนที่ได้ เช่น 18.7455, 98.9485"),
    ),
    Setting(
        key="map.zoom",
        type=SettingType.NUMBER,
        default=13,
        minimum=5,
        maximum=18,
        label=_("ระดับซูมเริ่มต้น"),
        help=_("ตั้งแต่ 5 (ทั้งจังหวัด) ถึง 18 (รายหลัง)"),
    ),
    Setting(
        key="map.base",
        type=SettingType.CHOICE,
        default=Base.OWN,
        choices=tuple(Base),
        choice_labels={
            Base.OWN: _("วาดจากข้อมูลของเทศบาล"),
            Base.XYZ: _("ภาพแผนที่จากที่อื่น (XYZ)"),
            Base.PMTILES: _("แฟ้มแผนที่ PMTiles"),
        },
        label=_("แผนที่ฐาน"),
        help=_("แบบแรกใช้ได้แม้ไม่มีอินเทอร์เน็ต แบบอื่นต้องบอกที่อยู่และที่มาด้านล่าง"),
    ),
    Setting(
        key="map.base_url",
        type=SettingType.TEXT,
        default="",
        check=address_faults,
        label=_("ที่อยู่แผนที่ฐาน"),
        help=_(
            "XYZ เช่น https://tile.example/{z}/{x}/{y}.png "
            "หรือ PMTiles เช่น https://tile.example/map.pmtiles "
            "เว็บไซต์นั้นต้องอนุญาตให้เว็บอื่นอ่าน (CORS)"
        ),
    ),
    Setting(
        key="map.attribution",
        type=SettingType.TEXT,
        default="",
        label=_("ที่มาของแผนที่ฐาน"),
        help=_("ข้อความที่แสดงมุมแผนที่ ตามที่เจ้าของข้อมูลกำหนด"),
    ),
)
