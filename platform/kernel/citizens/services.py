"""Send a code, and let in whoever gives it back."""

from datetime import datetime, timedelta
from secrets import compare_digest, randbelow

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kernel import ports
from kernel.access.models import Account
from kernel.citizens import limits
from kernel.citizens.accounts import account_at
from kernel.citizens.addresses import Address
from kernel.citizens.models import SignInCode
from kernel.errors import Refused
from kernel.tenancy import advisory_lock, current_tenant

LIFE = timedelta(minutes=10)
TRIES = 5
DIGITS = 6
KEPT = timedelta(days=2)


class CodeGone(Refused):
    """The code was used, has expired, was tried too often, or was asked for elsewhere."""

    code = "code_gone"
    message = _("รหัสนี้ใช้ไม่ได้แล้ว")
    remedy = _("โปรดขอรหัสใหม่")


class CodeWrong(Refused):
    """The code does not match; tries remain."""

    code = "code_wrong"
    message = _("รหัสไม่ถูกต้อง เหลืออีก %(left)d ครั้ง")


@transaction.atomic
def send_code(*, address: Address, request_key: str, language: str, at: datetime) -> SignInCode:
    """Send a code to the address; only the browser that holds the request key can use it.

    Raises:
        TooManyCodes: this address, or this municipality, has had its share.
    """
    advisory_lock("citizens.sign_in_code")
    limits.require_room(address, at=at)
    digits = f"{randbelow(10**DIGITS):0{DIGITS}d}"
    code = SignInCode.objects.create(
        channel=address.channel,
        destination=address.fingerprint,
        request_key=request_key,
        code=_sealed(request_key, digits),
        sent_at=at,
        expires_at=at + LIFE,
    )
    _post(code, address, digits, language)
    return code


def redeem(*, address: Address, request_key: str, code: str, at: datetime) -> Account:
    """Use up the code and return the citizen's account, made at the first visit.

    The try is counted before the answer, so that a refusal does not give it back.

    Raises:
        CodeGone: used, expired, tried five times, or asked for by another browser or address.
        CodeWrong: it does not match.
    """
    sent = _counted(request_key, address, at)
    if not compare_digest(sent.code, _sealed(request_key, code)):
        raise CodeWrong(field="code", left=TRIES - sent.tries)
    return _used(sent, address, at)


@transaction.atomic
def forget_old_codes(*, at: datetime) -> int:
    """Delete what is no longer needed for counting; safe to run twice."""
    return SignInCode.objects.filter(sent_at__lt=at - KEPT).delete()[0]


@transaction.atomic
def _counted(request_key: str, address: Address, at: datetime) -> SignInCode:
    found = SignInCode.objects.select_for_update().filter(
        request_key=request_key,
        destination=address.fingerprint,
        used_at__isnull=True,
        expires_at__gt=at,
        tries__lt=TRIES,
    )
    sent = found.first()
    if sent is None:
        raise CodeGone
    sent.tries += 1
    sent.save(update_fields=["tries"])
    return sent


@transaction.atomic
def _used(sent: SignInCode, address: Address, at: datetime) -> Account:
    sent.used_at = at
    sent.save(update_fields=["used_at"])
    return account_at(address, at=at)


def _sealed(request_key: str, digits: str) -> str:
    return salted_hmac(
        "kernel.citizens.code", f"{request_key}:{digits}", algorithm="sha256"
    ).hexdigest()


def _post(sent: SignInCode, address: Address, digits: str, language: str) -> None:
    minutes = int(LIFE.total_seconds() // 60)
    is_phone = address.channel == "phone"
    ports.NOTIFIER.require()(
        event="citizens.sign_in_code",
        name="",
        email="" if is_phone else address.value,
        phone=address.value if is_phone else "",
        language=language,
        context={"code": digits, "minutes": str(minutes), "town": current_tenant().name},
        key=f"citizens.sign_in_code:{sent.pk}",
    )
