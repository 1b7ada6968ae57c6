"""A telephone number or a mailbox, as people type it and as we store it."""

from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kernel.citizens.models import Channel
from kernel.errors import Invalid
from kernel.thai import arabic_digits

HOME = "TH"
HOME_CODE = 66


class AddressUnusable(Invalid):
    """It is neither a Thai mobile number nor an e-mail address."""

    code = "address_unusable"
    message = _("โปรดกรอกหมายเลขโทรศัพท์มือถือของไทย หรืออีเมล")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a code goes: E.164, or a mailbox in small letters."""

    channel: Channel
    value: str

    @property
    def fingerprint(self) -> str:
        """The keyed hash by which we count without keeping the address."""
        return salted_hmac(
            "kernel.citizens.destination", f"{self.channel}:{self.value}", algorithm="sha256"
        ).hexdigest()

    @property
    def hint(self) -> str:
        """Enough for its owner to recognise it."""
        if self.channel is Channel.PHONE:
            return f"•••-•••-{self.value[-4:]}"
        box, _at, host = self.value.partition("@")
        return f"{box[:1]}•••@{host}"


def read_address(text: str) -> Address:
    """Read what was typed.

    Raises:
        AddressUnusable: it is neither; numbers outside Thailand are refused, because sending
            to them is how strangers make a town hall pay for messages.
    """
    typed = arabic_digits(text).strip()
    return _mailbox(typed) if "@" in typed else _number(typed)


def _mailbox(typed: str) -> Address:
    try:
        validate_email(typed)
    except ValidationError as error:
        raise AddressUnusable(field="address") from error
    return Address(Channel.EMAIL, typed.lower())


def _number(typed: str) -> Address:
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException as error:
        raise AddressUnusable(field="address") from error
    mobile = phonenumbers.number_type(number) in {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
    if number.country_code != HOME_CODE or not mobile:
        raise AddressUnusable(field="address")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Address(Channel.PHONE, e164)
