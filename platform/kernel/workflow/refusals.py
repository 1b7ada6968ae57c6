"""Why a move may be refused."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused


class IllegalMove(Refused):
    """The table has no such arrow from the present state."""

    code = "illegal_move"
    message = _("ทำขั้นตอนนี้ไม่ได้ในสถานะปัจจุบัน")
    remedy = _("อาจมีผู้ดำเนินการไปแล้ว โปรดโหลดหน้านี้ใหม่")


class NeedMissing(Refused):
    """The move asks for something that was not given; `field` names it."""

    code = "need_missing"
    status = 400
    message = _("ยังขาดข้อมูลที่ขั้นตอนนี้ต้องการ: %(need)s")

    def __init__(self, *, need: str) -> None:
        super().__init__(field=need, need=need)


class RemarkMissing(NeedMissing):
    """The move asks for a remark, and none was given."""

    code = "remark_missing"
    message = _("โปรดเขียนข้อความประกอบขั้นตอนนี้")


class PhotoMissing(NeedMissing):
    """The move asks for a photo, and none was given."""

    code = "photo_missing"
    message = _("โปรดแนบภาพถ่ายประกอบขั้นตอนนี้")


KNOWN: dict[str, type[NeedMissing]] = {"remark": RemarkMissing, "photo": PhotoMissing}


class GuardClosed(Refused):
    """A guard of the move says no; a guard usually brings a refusal of its own."""

    code: ClassVar[str] = "guard_closed"
    message = _("เงื่อนไขของขั้นตอนนี้ยังไม่ครบ")
