"""Open a complaint by its tracking code, without letting anybody guess codes."""

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from kernel.api.counting import count
from kernel.errors import Missing, Refused
from modules.complaints import selectors
from modules.complaints.models import Complaint

MOST_MISSES = 20
WINDOW_SECONDS = 600


class TooManyGuesses(Refused):
    """Too many codes that opened nothing came from the same place."""

    code = "too_many_guesses"
    status = 429
    message = _("กรอกรหัสไม่ถูกต้องหลายครั้งเกินไป")
    remedy = _("โปรดรอ 10 นาทีแล้วลองใหม่ หรือโทรสอบถามเทศบาลพร้อมแจ้งเลขที่เรื่อง")


class CodeUnknown(Missing):
    """The code opens nothing; the answer is the same whatever was wrong with it."""

    code = "tracking_code_unknown"
    message = _("ไม่พบเรื่องที่ใช้รหัสติดตามนี้")
    remedy = _("โปรดตรวจสอบรหัสจากใบรับเรื่องหรือข้อความที่ได้รับอีกครั้ง")


def open_by_code(*, code: str, asker: str) -> Complaint:
    """Return the complaint of this code; misses are counted for whoever asks.

    Raises:
        CodeUnknown: the code opens nothing.
        TooManyGuesses: too many codes of this asker opened nothing of late.
    """
    key = f"complaints.track.misses:{asker}"
    if (cache.get(key) or 0) >= MOST_MISSES:
        raise TooManyGuesses
    try:
        return selectors.complaint_by_tracking_code(code)
    except Missing:
        count(cache, key, seconds=WINDOW_SECONDS)
        raise CodeUnknown from None
