"""Refusals of the registry."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid, Refused


class SlugNotAllowed(Invalid):
    """The slug is not a host label, or is reserved."""

    code = "slug_not_allowed"
    message = _("ใช้ชื่อย่อ “%(slug)s” ไม่ได้")
    remedy = _("ใช้ตัวอักษร a-z ตัวเลข และขีดกลาง 2-42 ตัว และไม่ซ้ำกับชื่อที่ระบบสงวนไว้")


class TenantExists(Refused):
    """The slug or the official code already belongs to a tenant."""

    code = "tenant_exists"
    message = _("มีหน่วยงานที่ใช้ชื่อย่อหรือรหัสนี้แล้ว: %(tenant)s")


class TenantMissing(Refused):
    """No tenant has this slug."""

    code = "tenant_missing"
    status = 404
    message = _("ไม่พบหน่วยงาน “%(slug)s”")
    remedy = _("ดูรายชื่อด้วยคำสั่ง: manage.py tenant list")


class StatusRefused(Refused):
    """The tenant cannot go from its status to the one asked for."""

    code = "status_refused"
    message = _("เปลี่ยนสถานะจาก “%(source)s” เป็น “%(target)s” ไม่ได้")


class DeletionNotConfirmed(Refused):
    """Two people must agree before a municipality is deleted."""

    code = "deletion_not_confirmed"
    message = _("ยังลบ “%(slug)s” ไม่ได้: ต้องมีผู้ขอและผู้ยืนยันเป็นคนละคน")
    remedy = _("ขอลบก่อน แล้วให้อีกคนหนึ่งยืนยัน")


class SecondPersonNeeded(Refused):
    """The one who asked for a deletion cannot confirm it."""

    code = "second_person_needed"
    message = _("%(name)s เป็นผู้ขอลบเอง จึงยืนยันเองไม่ได้")
    remedy = _("ให้เพื่อนร่วมงานอีกคนหนึ่งยืนยัน")


class CoolingOff(Refused):
    """The time to think again is not over."""

    code = "cooling_off"
    message = _("ยังลบ “%(slug)s” ไม่ได้จนถึงวันที่ %(due)s")
    remedy = _("ระหว่างนี้ยกเลิกการลบได้ทุกเมื่อ")
