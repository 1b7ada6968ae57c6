"""What the book of deeds offers to the house."""

from django.utils.translation import gettext_lazy as _

from kernel.audit.permissions import Permission
from kernel.modules import Manifest, MenuItem, register

register(
    Manifest(
        name="audit",
        label=_("บันทึกการใช้งาน"),
        menu=(
            MenuItem(
                label=_("บันทึกการใช้งาน"),
                url_name="audit:entries",
                icon="history",
                permission=Permission.VIEW,
                help=_("ใครทำอะไร เมื่อใด กับเรื่องใด"),
            ),
        ),
        permissions=Permission,
        permission_labels={Permission.VIEW: _("ดูบันทึกการใช้งาน")},
        optional=False,
    )
)
