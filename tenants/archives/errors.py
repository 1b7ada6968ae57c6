"""Refusals of archives; only operators read them."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused


class ArchiveRefused(Refused):
    """The archive cannot be imported here; nothing of it was."""

    code = "archive_refused"
    message = _("นำเข้าแฟ้มสำรองนี้ไม่ได้: %(reason)s")
    remedy = _("ตรวจว่าแฟ้มครบถ้วน ส่งออกจากรุ่นเดียวกับระบบนี้ และหน่วยงานนี้ยังไม่มีอยู่ที่นี่")
