"""When a demonstration is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Missing, Refused


class DemonstrationOff(Refused):
    """This installation is not a demonstration, so accounts with a known password stay out."""

    code = "demonstration_off"
    status = 403
    message = _("ระบบนี้ไม่ได้เปิดเป็นระบบสาธิต จึงไม่ใส่ข้อมูลตัวอย่าง")
    remedy = _("ตั้งค่า DEMO=1 บนเครื่องสาธิตเท่านั้น ห้ามใช้บนระบบจริง")


class NoStories(Missing):
    """There is no demonstration data of this name."""

    code = "demonstration_unknown"
    message = _("ไม่มีข้อมูลตัวอย่างชื่อ “%(name)s”")
