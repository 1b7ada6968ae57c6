"""Why a wording or a message is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid, Refused


class WordingBroken(Invalid):
    """The wording of a message cannot be read as a template."""

    code = "wording_broken"
    message = _("ข้อความแม่แบบเขียนไม่ถูกต้อง: %(reason)s")


class NotRetryable(Refused):
    """Only a message that was given up can be sent again by hand."""

    code = "message_not_retryable"
    message = _("ส่งซ้ำได้เฉพาะข้อความที่ระบบเลิกส่งแล้ว")


class DeliveryFailed(RuntimeError):
    """A channel could not hand the message over; `reason` holds no personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
