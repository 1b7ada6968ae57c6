"""Follow a public case of somebody else, and stop."""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.api.counting import count
from kernel.errors import Invalid, Missing, Refused
from kernel.tenancy import tenant_salt
from modules.complaints.models import Complaint, Follower
from modules.complaints.selectors.public import public_case
from modules.complaints.services import notices
from modules.complaints.services.filing import NOTICE_VERSION
from modules.complaints.services.moving import locked
from modules.complaints.services.report import Contact, cleaned_contact

MOST_FROM_ONE_PLACE = 30
WINDOW_SECONDS = 3600


class ContactMissing(Invalid):
    """Whoever follows wants to be told, so there must be a way."""

    code = "contact_missing"
    message = _("โปรดกรอกโทรศัพท์มือถือหรืออีเมล เพื่อให้เทศบาลแจ้งความคืบหน้าได้")


class TooManyFollows(Refused):
    """Too many follows came from the same place."""

    code = "too_many_follows"
    status = 429
    message = _("มีการขอติดตามจากที่เดียวกันจำนวนมาก โปรดลองใหม่ภายหลัง")


@transaction.atomic
def follow(*, case: UUID, contact: Contact, asker: str, at: datetime) -> Follower:
    """Tell this contact how a public case goes on; the same contact follows once.

    Raises:
        Missing: the case is not public.
        ContactMissing: neither phone nor e-mail was given.
        MaskedValue: a value came from a masked screen.
        Invalid: phone or e-mail cannot be used.
        TooManyFollows: too many came from this place.
    """
    clean = cleaned_contact(contact)
    if not (clean.phone or clean.email):
        raise ContactMissing(field="phone")
    key = f"complaints.follows:{asker}"
    if count(cache, key, seconds=WINDOW_SECONDS) > MOST_FROM_ONE_PLACE:
        raise TooManyFollows
    complaint = locked(public_case(case).complaint_id)
    known = Follower.objects.filter(complaint=complaint, phone=clean.phone, email=clean.email)
    row = known.first()
    if row is None:
        row = _written(complaint, clean, at=at)
        notices.greet_follower(row, at=at)
    return row


@transaction.atomic
def unfollow(*, token: str) -> None:
    """Forget the follower of this link, contact and all; a second time changes nothing.

    Raises:
        Missing: the link was not made here.
    """
    Follower.objects.filter(pk=follower_of(token)).delete()


def follower_of(token: str) -> int:
    """Return whose link it is.

    Raises:
        Missing: the link was not made here.
    """
    try:
        return int(signing.Signer(salt=tenant_salt(notices.STOP_PURPOSE)).unsign(token))
    except (signing.BadSignature, ValueError):
        raise Missing from None


def _written(complaint: Complaint, contact: Contact, *, at: datetime) -> Follower:
    return Follower.objects.create(
        complaint=complaint,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        notice_version=NOTICE_VERSION,
        followed_at=at,
    )
