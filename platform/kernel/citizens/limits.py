"""How many codes may go out: messages cost money, and strangers like to spend it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kernel.citizens.addresses import Address
from kernel.citizens.models import SignInCode
from kernel.configuration.groups import Group, declare_group
from kernel.configuration.settings import Setting, SettingType, declare_setting, setting
from kernel.errors import Refused

PAUSE = timedelta(seconds=45)
DAY = timedelta(hours=24)
PER_ADDRESS = 6

declare_group(
    Group(name="citizens", label=_("บัญชีของประชาชน"), position=50, icon="user", shelf="contact")
)
declare_setting(
    Setting(
        key="citizens.codes_per_day",
        type=SettingType.INTEGER,
        default=500,
        label=_("จำนวนรหัสเข้าสู่ระบบสูงสุดต่อวัน"),
        help=_("จำกัดค่าใช้จ่ายข้อความสั้นของเทศบาลใน 24 ชั่วโมง"),
    )
)


class TooManyCodes(Refused):
    """The address, or the whole municipality, has had its share of codes."""

    code = "too_many_codes"
    status = 429
    message = _("ขอรหัสบ่อยเกินไป")
    remedy = _("โปรดรอสักครู่แล้วลองใหม่ หรือแจ้งเรื่องได้เลยโดยไม่ต้องมีบัญชี")


def require_room(address: Address, *, at: datetime) -> None:
    """Refuse a code beyond the limits; call it while holding the lock on sending.

    Raises:
        TooManyCodes: one just went out, the address had six in a day, or the day's sum is spent.
    """
    lately = SignInCode.objects.filter(sent_at__gt=at - DAY)
    mine = list(lately.filter(destination=address.fingerprint).values_list("sent_at", flat=True))
    too_soon = any(sent > at - PAUSE for sent in mine)
    if too_soon or len(mine) >= PER_ADDRESS:
        raise TooManyCodes
    if lately.count() >= setting("citizens.codes_per_day"):
        raise TooManyCodes
