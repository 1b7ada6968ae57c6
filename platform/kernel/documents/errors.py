"""Why a file is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid, Refused


class FileTooLarge(Invalid):
    """The file has more bytes than its kind allows."""

    code = "file_too_large"
    status = 413
    message = _("ไฟล์มีขนาดใหญ่เกินไป (ไม่เกิน %(megabytes)s เมกะไบต์)")
    remedy = _("โปรดเลือกไฟล์ที่เล็กลงหรือถ่ายใหม่ด้วยความละเอียดต่ำกว่านี้")


class FileEmpty(Invalid):
    """The file has no bytes."""

    code = "file_empty"
    message = _("ไฟล์นี้ว่างเปล่า")
    remedy = _("โปรดเลือกไฟล์อีกครั้ง")


class FileTypeRefused(Invalid):
    """The content is of a type that this kind of document does not accept."""

    code = "file_type_refused"
    status = 415
    message = _("ไม่รองรับไฟล์ชนิดนี้ (รองรับ %(accepted)s)")
    remedy = _("ระบบตรวจชนิดจากเนื้อหาจริงของไฟล์ ไม่ใช่จากนามสกุล")


class PictureTooLarge(Invalid):
    """The picture has more pixels than can be decoded safely."""

    code = "picture_too_large"
    status = 413
    message = _("รูปมีความละเอียดสูงเกินไป (ไม่เกิน %(megapixels)s ล้านพิกเซล)")
    remedy = _("โปรดลดขนาดรูปแล้วส่งใหม่")


class PictureBroken(Invalid):
    """The picture cannot be read."""

    code = "picture_broken"
    message = _("เปิดรูปนี้ไม่ได้ ไฟล์อาจเสียหาย")
    remedy = _("โปรดถ่ายหรือเลือกรูปใหม่")


class FileUnsafe(Invalid):
    """The scanner found something in the file."""

    code = "file_unsafe"
    message = _("ไม่รับไฟล์นี้ เพราะตรวจพบสิ่งที่อาจเป็นอันตราย")
    remedy = _("โปรดเลือกไฟล์อื่น")


class StoreDown(Refused):
    """The object store does not answer; nothing was kept."""

    code = "store_down"
    status = 503
    message = _("ขณะนี้ยังแนบไฟล์ไม่ได้ เพราะที่เก็บไฟล์ไม่ตอบสนอง ยังไม่มีข้อมูลใดถูกบันทึก")
    remedy = _("โปรดลองอีกครั้งในอีกสักครู่")


class ForeignKeyRefused(RuntimeError):
    """A key outside the tenant's own prefix was asked for; a bug, or an attack."""
