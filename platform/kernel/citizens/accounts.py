"""Accounts of the people who are served."""

from datetime import datetime
from secrets import token_hex

from kernel.access.models import Account, AccountKind
from kernel.citizens.addresses import Address
from kernel.citizens.models import Channel


def fresh_username() -> str:
    """Return a user name nobody has; citizens never type it."""
    return f"c-{token_hex(12)}"


def account_at(address: Address, *, at: datetime) -> Account:
    """Return the citizen's account of this telephone or mailbox; the first time, a new one."""
    citizens = Account.objects.filter(kind=AccountKind.CITIZEN)
    if address.channel is Channel.PHONE:
        found = citizens.filter(phone=address.value).first()
        fields = {"phone": address.value}
    else:
        found = citizens.filter(email__iexact=address.value).first()
        fields = {"email": address.value}
    if found is not None:
        return found
    account = Account(kind=AccountKind.CITIZEN, username=fresh_username(), joined_at=at, **fields)
    account.set_unusable_password()
    account.save(force_insert=True)
    return account
