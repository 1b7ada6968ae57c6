"""What of this app stands on the settings page."""

from django.utils.translation import gettext_lazy as _

from kernel.configuration.permissions import Permission
from kernel.configuration.shelves import Page, declare_page
from kernel.notifications.notices import notices

declare_page(
    Page(
        group="contact",
        label=_("ถ้อยคำของข้อความแจ้ง"),
        help=_("อีเมลและข้อความสั้นที่ระบบส่งถึงประชาชนและเจ้าหน้าที่ในแต่ละเหตุการณ์"),
        url_name="wordings:list",
        icon="mail",
        permissions=(Permission.MANAGE,),
        count=lambda: len(notices()),
        position=40,
    )
)
