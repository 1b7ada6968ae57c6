"""What positions may be granted for files."""

from django.utils.translation import gettext_lazy as _

from kernel.documents.permissions import Permission
from kernel.modules import Manifest, register

register(
    Manifest(
        name="documents",
        label=_("ไฟล์แนบ"),
        permissions=Permission,
        permission_labels={Permission.SEE_PLACE: _("ดูตำแหน่งที่กล้องบันทึกไว้ในรูป")},
        optional=False,
    )
)
