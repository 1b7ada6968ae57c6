"""Villages, base map and map settings travel in a configuration bundle."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.registry import Configurable, declare
from kernel.configuration.settings import Setting, SettingType, declare_setting
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

declare_setting(
    Setting(
        key="map.centre",
        type=SettingType.POINT,
        default=[100.5018, 13.7563],
        label=_("จุดกึ่งกลางแผนที่"),
        help=_("ลองจิจูดและละติจูดขององศา WGS84 ที่แผนที่เปิดขึ้นมา"),
    ),
    Setting(
        key="map.zoom",
        type=SettingType.NUMBER,
        default=13,
        label=_("ระดับซูมเริ่มต้น"),
        help=_("ตั้งแต่ 5 (ทั้งจังหวัด) ถึง 18 (รายหลัง)"),
    ),
    Setting(
        key="map.base",
        type=SettingType.CHOICE,
        default="own",
        choices=("own", "xyz"),
        label=_("แผนที่ฐาน"),
        help=_("own วาดจากข้อมูลของเทศบาลเอง ใช้ได้แม้ไม่มีอินเทอร์เน็ต xyz ใช้ภาพจากที่อื่น"),
    ),
    Setting(
        key="map.base_url",
        type=SettingType.TEXT,
        default="",
        label=_("ที่อยู่แผนที่ฐาน"),
        help=_("ใช้เมื่อเลือก xyz เช่น https://…/{z}/{x}/{y}.png"),
    ),
    Setting(
        key="map.attribution",
        type=SettingType.TEXT,
        default="",
        label=_("ที่มาของแผนที่ฐาน"),
        help=_("ข้อความที่แสดงมุมแผนที่ ตามที่เจ้าของข้อมูลกำหนด"),
    ),
)
