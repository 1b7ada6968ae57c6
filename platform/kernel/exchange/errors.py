"""Why a letter is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused


class NotAPartner(Refused):
    """The other municipality does not take letters, or is this one."""

    code = "not_a_partner"
    message = _("ส่งถึงท้องถิ่นนี้ผ่านระบบไม่ได้")
    remedy = _("โปรดติดต่อโดยตรง หรือเลือกท้องถิ่นอื่น")
