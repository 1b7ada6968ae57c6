"""Officers come, change and go."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kernel.access.errors import OfficerMissing
from kernel.access.models import AccountKind, Officer
from kernel.access.policies import require_people_manager
from kernel.access.services.accounts import new_account, sign_out_everywhere
from kernel.actors import Actor
from kernel.audit import services as audit


@transaction.atomic
def create_officer(  # noqa: PLR0913 - the facts about a person
    *,
    username: str,
    first_name: str,
    last_name: str,
    by: Actor,
    at: datetime,
    prefix: str = "",
    email: str = "",
    phone: str = "",
    language: str = "th",
    is_demo: bool = False,
) -> Officer:
    """Record a person of the town hall, who cannot sign in before a password is set.

    Raises:
        UsernameTaken: somebody has this user name.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    account = new_account(
        username=username,
        kind=AccountKind.OFFICER,
        at=at,
        email=email,
        language=language,
        is_demo=is_demo,
        name=f"{prefix}{first_name} {last_name}".strip(),
    )
    officer = Officer.objects.create(
        account=account, prefix=prefix, first_name=first_name, last_name=last_name, phone=phone
    )
    audit.record(
        actor=by,
        action="officer.created",
        subject=f"officer:{officer.pk}",
        at=at,
        after={"username": username, "name": str(officer)},
    )
    return officer


@transaction.atomic
def amend_officer(  # noqa: PLR0913 - as above
    *,
    officer_id: int,
    prefix: str,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    by: Actor,
    at: datetime,
) -> Officer:
    """Correct an officer's name, e-mail or telephone number.

    Raises:
        OfficerMissing: no officer has this id.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    officer = _locked(officer_id)
    before = {"name": str(officer), "email": officer.account.email, "phone": officer.phone}
    officer.prefix, officer.first_name, officer.last_name = prefix, first_name, last_name
    officer.phone = phone
    officer.save()
    officer.account.email, officer.account.name = email, str(officer)
    officer.account.save(update_fields=["email", "name"])
    after = {"name": str(officer), "email": email, "phone": phone}
    _record(officer, "officer.amended", by=by, at=at, before=before, after=after)
    return officer


@transaction.atomic
def deactivate(*, officer_id: int, reason: str, by: Actor, at: datetime) -> Officer:
    """Close the officer's account; sessions and tokens end at once, the hats stay on record.

    Raises:
        OfficerMissing: no officer has this id.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    officer = _locked(officer_id)
    officer.account.is_active = False
    officer.account.save(update_fields=["is_active"])
    sign_out_everywhere(officer.account)
    _record(officer, "officer.deactivated", by=by, at=at, reason=reason)
    return officer


@transaction.atomic
def reactivate(*, officer_id: int, reason: str, by: Actor, at: datetime) -> Officer:
    """Open the officer's account again.

    Raises:
        OfficerMissing: no officer has this id.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    officer = _locked(officer_id)
    officer.account.is_active = True
    officer.account.save(update_fields=["is_active"])
    _record(officer, "officer.reactivated", by=by, at=at, reason=reason)
    return officer


@transaction.atomic
def note_invitation(*, officer_id: int, by: Actor, at: datetime) -> None:
    """Write down who asked for a link that sets this officer's password: it opens the account."""
    officer = _locked(officer_id)
    audit.record(actor=by, action="officer.invited", subject=f"officer:{officer.pk}", at=at)


def _locked(officer_id: int) -> Officer:
    found = Officer.objects.select_for_update().select_related("account")
    officer = found.filter(pk=officer_id).first()
    if officer is None:
        raise OfficerMissing
    return officer


def _record(  # noqa: PLR0913 - a line of the book of deeds
    officer: Officer,
    action: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    audit.record(
        actor=by,
        action=action,
        subject=f"officer:{officer.pk}",
        at=at,
        before=before or {},
        after=after or {},
        reason=reason,
    )
