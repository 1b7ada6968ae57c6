"""What the house offers through this app."""

from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import Permission
from kernel.audit.words import describe
from kernel.modules import Manifest, MenuItem, register

register(
    Manifest(
        name="outbox",
        label=_("ข้อความที่ส่งออก"),
        menu=(
            MenuItem(
                label=_("ข้อความที่ส่งออก"),
                url_name="outbox:list",
                icon="mail",
                permission=Permission.OUTBOX_VIEW,
                help=_("อีเมลและ SMS ที่ระบบส่งถึงประชาชนและเจ้าหน้าที่"),
            ),
        ),
        optional=False,
    )
)

describe(
    {
        "outbox.sent_again": _("ส่งข้อความอีกครั้ง"),
        "job.run_again": _("สั่งงานเบื้องหลังให้ทำอีกครั้ง"),
    }
)
