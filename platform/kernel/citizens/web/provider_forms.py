"""What is written about an identity provider."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kernel.citizens.oidc.addresses import clean_address
from kernel.citizens.providers import Provider, has_secret, is_on
from kernel.errors import Refused

_KEPT = _("มีรหัสลับเก็บไว้แล้วและไม่แสดงอีก เว้นว่างไว้เพื่อใช้รหัสเดิม")


class ProviderForm(forms.Form):
    """Name, address, client id and the secret, which is written and never shown."""

    name = forms.CharField(
        label=_("ชื่อที่ประชาชนเห็นบนปุ่ม"), max_length=40, help_text=_("เช่น ThaID หรือ LINE")
    )
    server_url = forms.CharField(
        label=_("ที่อยู่ผู้ให้บริการ (issuer)"),
        max_length=300,
        help_text=_("ขึ้นต้นด้วย https:// ตามเอกสารที่ผู้ให้บริการส่งให้ เช่น https://access.line.me"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    client_id = forms.CharField(
        label=_("รหัสผู้ใช้บริการ (client ID)"),
        max_length=191,
        help_text=_("ผู้ให้บริการออกให้เมื่อลงทะเบียนเทศบาล LINE เรียกว่า Channel ID"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    secret = forms.CharField(
        label=_("รหัสลับ (client secret)"),
        max_length=500,
        required=False,
        strip=True,
        help_text=_("LINE เรียกว่า Channel secret ระบบเข้ารหัสเก็บไว้และไม่แสดงอีก"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_on = forms.BooleanField(label=_("เปิดให้ประชาชนเข้าสู่ระบบทางนี้"), required=False, initial=True)

    def __init__(self, data: Any = None, *, app: SocialApp | None = None) -> None:
        super().__init__(data, initial={} if app is None else _start(app))
        if app is not None and has_secret(app):
            self.fields["secret"].help_text = _KEPT
        else:
            self.fields["secret"].required = True

    def clean_server_url(self) -> str:
        """Return the address as it is kept."""
        try:
            return clean_address(
                self.cleaned_data["server_url"], private=settings.OIDC_PRIVATE_HOSTS
            )
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def written(self) -> Provider:
        """Return what the service wants to know."""
        return Provider(**self.cleaned_data)


def _start(app: SocialApp) -> dict[str, Any]:
    return {
        "name": app.name,
        "client_id": app.client_id,
        "server_url": app.settings.get("server_url", ""),
        "is_on": is_on(app),
    }
