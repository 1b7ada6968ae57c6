"""What calendars offer to the house."""

from django.utils.translation import gettext_lazy as _

from kernel.audit.words import describe
from kernel.clocks.permissions import Permission
from kernel.modules import Manifest, MenuItem, register

register(
    Manifest(
        name="clocks",
        label=_("ปฏิทินวันทำการ"),
        menu=(
            MenuItem(
                label=_("ปฏิทินวันทำการ"),
                url_name="calendar:days",
                icon="calendar",
                permission=Permission.MANAGE,
                help=_("วันหยุด วันเปิดพิเศษ และเวลาทำการ"),
            ),
        ),
        permissions=Permission,
        permission_labels={Permission.MANAGE: _("จัดการวันหยุดและเวลาทำการ")},
        optional=False,
    )
)
describe(
    {
        "calendar.holiday_declared": _("ประกาศวันหยุด"),
        "calendar.holiday_withdrawn": _("ยกเลิกวันหยุด"),
        "calendar.public_holidays_imported": _("นำเข้าวันหยุดราชการ"),
    }
)
