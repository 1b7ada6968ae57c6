"""The library's forms about passkeys, whose one visible field it left without a Thai label."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, with the name by which its owner tells it from the others."""

    name = forms.CharField(label=_("ชื่อพาสคีย์"), max_length=100, required=False)


class EditPasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("ชื่อพาสคีย์"), max_length=100)
