"""Refusals of the fleet; only operators read them."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused


class FleetBusy(Refused):
    """Another process migrates the fleet."""

    code = "fleet_busy"
    message = _("มีการปรับรุ่นฐานข้อมูลทั้งระบบทำงานอยู่แล้ว")
    remedy = _("รอให้เสร็จ หรือดูความคืบหน้าด้วยคำสั่ง: manage.py fleet status")


class FleetStopped(Refused):
    """Too many schemas failed; the others were left as they were."""

    code = "fleet_stopped"
    message = _("หยุดการปรับรุ่น: ล้มเหลว %(failed)s แห่ง แห่งแรกคือ %(first)s: %(error)s")
    remedy = _("แก้สาเหตุแล้วสั่งใหม่ หน่วยงานที่ปรับแล้วจะไม่ถูกทำซ้ำ")


class UnsafeMigration(Refused):
    """A migration would lock a fleet, or break the release that still serves."""

    code = "unsafe_migration"
    message = _("การปรับรุ่น %(migration)s ไม่ปลอดภัย: %(fault)s")
    remedy = _("แบ่งเป็นสองรุ่น: เพิ่มก่อน แล้วลบหรือเปลี่ยนในรุ่นถัดไป")
