"""Forms of signing in without a password."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kernel.citizens.addresses import Address, read_address
from kernel.errors import Refused
from kernel.thai import arabic_digits


class AddressForm(forms.Form):
    """Where to send the code."""

    address = forms.CharField(
        label=_("โทรศัพท์มือถือหรืออีเมล"),
        max_length=254,
        help_text=_("เราจะส่งรหัส 6 หลักไปให้ ไม่ต้องจำรหัสผ่าน"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_address(self) -> Address:
        """Read a Thai mobile number or an e-mail address."""
        try:
            return read_address(self.cleaned_data["address"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class CodeForm(forms.Form):
    """The code that came."""

    code = forms.CharField(
        label=_("รหัส 6 หลัก"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        """Accept Thai digits and spaces."""
        code = "".join(arabic_digits(self.cleaned_data["code"]).split())
        RegexValidator(r"^[0-9]{6}\Z", _("รหัสมีตัวเลข 6 หลัก"))(code)
        return code
