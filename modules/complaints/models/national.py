"""Kinds that every municipality has, so that their figures can stand side by side."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NationalType(models.TextChoices):
    """What a municipality's own category counts as in the whole country.

    The list is the product's: no Thai law fixes one. It is wide enough for the types of Traffy
    Fondue and of 1111, which connectors translate.
    """

    LIGHT = "light", _("ไฟฟ้าสาธารณะ")
    CABLE = "cable", _("สายไฟและสายสื่อสาร")
    ROAD = "road", _("ถนนและสะพาน")
    FOOTPATH = "footpath", _("ทางเท้า")
    TRAFFIC = "traffic", _("จราจร ป้าย และการจอดรถ")
    FLOOD = "flood", _("น้ำท่วม")
    DRAIN = "drain", _("ท่อระบายน้ำและคลอง")
    WATER = "water", _("น้ำประปาและน้ำเสีย")
    WASTE = "waste", _("ขยะและความสะอาด")
    AIR = "air", _("ฝุ่น ควัน และกลิ่น")
    NOISE = "noise", _("เสียงรบกวน")
    GREEN = "green", _("ต้นไม้และสวนสาธารณะ")
    ANIMAL = "animal", _("สัตว์")
    HEALTH = "health", _("สาธารณสุขและอาหาร")
    BUILDING = "building", _("อาคารและการรุกล้ำ")
    WELFARE = "welfare", _("สวัสดิการและการศึกษา")
    REVENUE = "revenue", _("ภาษีและค่าธรรมเนียม")
    CONDUCT = "conduct", _("การปฏิบัติหน้าที่ของเจ้าหน้าที่")
    SUGGESTION = "suggestion", _("ข้อเสนอแนะ")
    OTHER = "other", _("อื่น ๆ")
