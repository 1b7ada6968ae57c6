"""The expected "no": every refusal has a code for machines and a sentence for people."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A request that cannot be granted; nothing was changed."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    message: ClassVar[str | Promise] = _("ทำรายการนี้ไม่ได้")
    remedy: ClassVar[str | Promise] = ""

    def __init__(self, *, field: str = "", **params: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.params = params

    def __str__(self) -> str:
        """The sentence for people, in the language active now."""
        text = str(self.message) % self.params if self.params else str(self.message)
        remedy = str(self.remedy) % self.params if self.params else str(self.remedy)
        return f"{text} {remedy}".strip()


class NotAllowed(Refused):
    """The actor lacks the permission that the act asks for."""

    code = "not_allowed"
    status = 403
    message = _("คุณไม่มีสิทธิ์ทำรายการนี้")
    remedy = _("หากจำเป็นต้องทำ โปรดติดต่อผู้ดูแลระบบของเทศบาล")


class Missing(Refused):
    """What was asked for does not exist, or not for this actor."""

    code = "missing"
    status = 404
    message = _("ไม่พบสิ่งที่ต้องการ")
    remedy = _("โปรดตรวจสอบรหัสหรือลิงก์อีกครั้ง")


class Invalid(Refused):
    """A value that was given cannot be used; `field` names it."""

    code = "invalid"
    status = 400
    message = _("ข้อมูลที่กรอกยังไม่ถูกต้อง")
