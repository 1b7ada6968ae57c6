"""What the house offers through this app."""

from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import LABELS, Permission
from kernel.modules import Manifest, MenuItem, register

register(
    Manifest(
        name="access",
        label=_("เจ้าหน้าที่และสิทธิ์"),
        menu=(
            MenuItem(
                label=_("เจ้าหน้าที่"),
                url_name="access:people",
                icon="users",
                permission=Permission.PEOPLE_VIEW,
                help=_("รายชื่อ ตำแหน่ง รักษาราชการแทน และการมอบอำนาจ"),
            ),
        ),
        permissions=Permission,
        permission_labels=LABELS,
        optional=False,
    )
)
