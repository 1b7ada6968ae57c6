"""The ways in which a configuration bundle can be refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid, Missing, Refused


class UnknownKind(Missing):
    """No app has declared this kind of configuration."""

    code = "configuration_unknown_kind"
    message = _("ไม่รู้จักชนิดการตั้งค่า “%(kind)s”")
    remedy = _("ตรวจชื่อแฟ้มในชุดการตั้งค่า หรือเปิดใช้โมดูลที่เป็นเจ้าของ")


class ReferenceCycle(Refused):
    """Two kinds point at each other, so neither can be written first."""

    code = "configuration_reference_cycle"
    message = _("การอ้างอิงวนเป็นวง: %(kinds)s")


class BundleUnreadable(Invalid):
    """The file or folder is not a configuration bundle."""

    code = "configuration_unreadable"
    message = _("อ่านชุดการตั้งค่า “%(file)s” ไม่ได้: %(reason)s")


class FileMissing(Invalid):
    """The bundle names a file that it does not carry."""

    code = "configuration_file_missing"
    message = _("ไม่พบแฟ้ม “%(file)s” ในชุดการตั้งค่า")


class FilesNotKept(Refused):
    """The bundle carries files, and nobody answers the question where to keep them."""

    code = "configuration_files_not_kept"
    message = _("ระบบนี้ยังเก็บแฟ้มที่มากับชุดการตั้งค่าไม่ได้")


class ReadBackDiffers(Refused):
    """What was read back after writing is not what the bundle says; nothing was kept."""

    code = "configuration_read_back_differs"
    message = _("อ่านกลับแล้วไม่ตรงกับชุดการตั้งค่า: %(objects)s")
    remedy = _("ไม่มีสิ่งใดถูกบันทึก โปรดแจ้งทีมพัฒนา")


class UnknownSetting(Missing):
    """No app has declared a setting of this key."""

    code = "configuration_unknown_setting"
    message = _("ไม่รู้จักการตั้งค่า “%(key)s”")


class WrongSettingValue(Invalid):
    """The value does not fit the type of the setting."""

    code = "configuration_wrong_value"
    message = _("ค่าของ “%(label)s” ไม่ถูกต้อง: %(reason)s")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one object: where it stands, and what is wrong."""

    file: str
    key: str
    field: str
    message: str | Promise

    def __str__(self) -> str:
        """The fault as one line."""
        place = " · ".join(part for part in (self.file, self.key, self.field) if part)
        return f"{place}: {self.message}"


class BundleInvalid(Invalid):
    """At least one object cannot be written; `problems` names all of them."""

    code = "configuration_invalid"
    message = _("ชุดการตั้งค่ามีข้อผิดพลาด %(count)s แห่ง:\n%(problems)s")
    remedy = ""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        lines = "\n".join(f"- {problem}" for problem in self.problems[:20])
        super().__init__(field=self.problems[0].field, count=len(self.problems), problems=lines)


class NotAccepted(Invalid):
    """A row cannot be kept as it was written; `faults` names every field and what to do."""

    code = "configuration_not_accepted"

    def __init__(self, faults: Sequence[tuple[str, str | Promise]]) -> None:
        self.faults = list(faults)
        super().__init__(field=self.faults[0][0])

    def __str__(self) -> str:
        """The faults as sentences."""
        return " ".join(str(words) for _field, words in self.faults)


class RowMissing(Missing):
    """The list has no such row any more."""

    code = "configuration_row_missing"
    message = _("ไม่พบรายการนี้แล้ว อาจมีผู้อื่นลบไปก่อน")


class ChangedMeanwhile(Refused):
    """Somebody else changed the row after this page was opened."""

    code = "configuration_changed_meanwhile"
    message = _("มีผู้อื่นแก้ไขรายการนี้หลังจากคุณเปิดหน้า ยังไม่ได้บันทึก")
    remedy = _("โปรดเปิดรายการนี้ใหม่เพื่อดูค่าล่าสุด แล้วแก้ไขอีกครั้ง")


class ListIsFixed(Refused):
    """Rows of this list neither come nor go by hand."""

    code = "configuration_list_is_fixed"
    message = _("รายการชุดนี้แก้ไขได้ แต่เพิ่มหรือลบไม่ได้")


class StillUsed(Refused):
    """Other rows point at the row, so it cannot be deleted."""

    code = "configuration_still_used"
    message = _("ลบไม่ได้ เพราะยังใช้อยู่ใน %(places)s")
    remedy = _("ปิดการใช้งานแทนได้ ข้อมูลเดิมจะยังอ่านได้ครบ")
