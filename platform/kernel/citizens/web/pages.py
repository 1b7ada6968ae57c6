"""What of this app stands on the settings page."""

from django.utils.translation import gettext_lazy as _

from kernel.citizens.providers import providers
from kernel.configuration.permissions import Permission
from kernel.configuration.shelves import Page, declare_page

declare_page(
    Page(
        group="citizens",
        label=_("เข้าสู่ระบบด้วย ThaID, LINE และผู้ให้บริการอื่น"),
        help=_("ประชาชนเข้าสู่ระบบด้วยบัญชีที่มีอยู่แล้ว โดยไม่ต้องรอรหัส"),
        url_name="providers:list",
        icon="key-round",
        permissions=(Permission.MANAGE,),
        count=lambda: providers().count(),
        position=45,
    )
)
