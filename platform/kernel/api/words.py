"""What the API says in its refusals, as Thai sentences with an English translation."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TITLES: Mapping[int, Promise] = {
    400: _("คำขอไม่ถูกต้อง"),
    401: _("ต้องลงชื่อเข้าใช้"),
    403: _("ไม่มีสิทธิ์"),
    404: _("ไม่พบข้อมูล"),
    405: _("ใช้วิธีนี้ไม่ได้"),
    406: _("ไม่มีรูปแบบคำตอบที่ขอ"),
    409: _("ทำรายการในสถานะนี้ไม่ได้"),
    410: _("เว็บไซต์นี้ปิดให้บริการแล้ว"),
    413: _("ข้อมูลที่ส่งใหญ่เกินไป"),
    415: _("ไม่รับข้อมูลรูปแบบนี้"),
    422: _("ทำรายการตามคำขอไม่ได้"),
    429: _("ส่งคำขอถี่เกินไป"),
    500: _("ระบบขัดข้อง"),
    503: _("ระบบไม่ว่างชั่วคราว"),
}

DETAILS: Mapping[str, Promise] = {
    "invalid": _("ข้อมูลบางช่องยังไม่ถูกต้อง โปรดแก้ไขตามรายการแล้วส่งใหม่"),
    "malformed": _("อ่านข้อมูลที่ส่งมาไม่ได้ โปรดตรวจสอบรูปแบบ JSON หรือแบบฟอร์ม"),
    "not_authenticated": _("ยังไม่ได้ลงชื่อเข้าใช้ โปรดส่งหัวข้อ Authorization: Bearer พร้อมโทเคน"),
    "authentication_failed": _("ชื่อผู้ใช้ รหัสผ่าน หรือโทเคนไม่ถูกต้องหรือหมดอายุ"),
    "not_allowed": _("คุณไม่มีสิทธิ์ทำรายการนี้"),
    "missing": _("ไม่พบสิ่งที่ต้องการ หรือคุณไม่มีสิทธิ์เห็น"),
    "method_not_allowed": _("ที่อยู่นี้ไม่รับคำสั่งแบบนี้ โปรดดูคำสั่งที่รับในหัวข้อ Allow"),
    "not_acceptable": _("ระบบตอบเป็น JSON เท่านั้น โปรดแก้หัวข้อ Accept"),
    "unsupported_media_type": _("โปรดส่งเป็น application/json หรือ multipart/form-data"),
    "too_large": _("โปรดลดขนาดข้อมูลหรือไฟล์แนบแล้วส่งใหม่"),
    "throttled": _("โปรดรอตามเวลาในหัวข้อ Retry-After แล้วส่งใหม่"),
    "busy": _("ฐานข้อมูลตอบไม่ทัน ยังไม่มีสิ่งใดถูกบันทึก โปรดลองใหม่ในอีกสักครู่"),
    "crowded": _(
        "ขณะนี้มีคำขอมากเกินกว่าจะตอบได้ทัน ยังไม่มีสิ่งใดถูกบันทึก โปรดรอตามเวลาในหัวข้อ Retry-After แล้วส่งใหม่"
    ),
    "server_error": _("เกิดข้อผิดพลาดที่ไม่คาดคิด ยังไม่มีสิ่งใดถูกบันทึก โปรดแจ้งเลขอ้างอิงคำขอแก่ผู้ดูแลระบบ"),
}

_FRAMEWORK_CODES: Mapping[str, str] = {
    "parse_error": "malformed",
    "permission_denied": "not_allowed",
    "not_found": "missing",
    "error": "server_error",
}


def code_of(framework_code: str) -> str:
    """Return our word for a code of the framework."""
    return _FRAMEWORK_CODES.get(framework_code, framework_code)


def title(status: int) -> str | Promise:
    """Return the short name of a status, the same for every problem that has it."""
    family = 500 if status >= 500 else 400  # noqa: PLR2004  # the first of each family
    return _TITLES.get(status, _TITLES[family])


def detail(code: str, status: int) -> str | Promise:
    """Return the sentence for a code, or the title when the code has none of its own."""
    return DETAILS.get(code, title(status))
