"""Why a handout is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused


class TooManyHandouts(Refused):
    """The officer already waits for as many files as one may."""

    code = "too_many_handouts"
    status = 429
    message = _("มีไฟล์ที่กำลังเตรียมอยู่แล้ว %(most)d ไฟล์")
    remedy = _("โปรดรอให้เสร็จก่อน แล้วขอใหม่")
