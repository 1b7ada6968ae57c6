"""Passwords, languages and the ways out."""

from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from knox.models import AuthToken

from kernel.access.errors import PasswordTooWeak, UsernameTaken
from kernel.access.models import Account, AccountKind
from kernel.access.policies import require_people_manager
from kernel.actors import Actor
from kernel.audit import services as audit


def new_account(*, username: str, kind: AccountKind, at: datetime, **fields: object) -> Account:
    """Create an account that cannot sign in by password yet.

    Raises:
        UsernameTaken: somebody has this user name, in whatever case: it is kept in small letters.
    """
    username = username.lower()
    if Account.objects.filter(username=username).exists():
        raise UsernameTaken(username=username, field="username")
    account = Account(username=username, kind=kind, joined_at=at, **fields)
    account.set_unusable_password()
    account.save(force_insert=True)
    return account


@transaction.atomic
def create_ops_account(*, username: str, name: str, email: str, by: Actor, at: datetime) -> Account:
    """Create an account of the central team (public schema)."""
    require_people_manager(by)
    return new_account(username=username, kind=AccountKind.OPS, at=at, name=name, email=email)


@transaction.atomic
def set_password(*, account_id: int, password: str, by: Actor, at: datetime) -> None:
    """Give the account a new password and end its other sessions and tokens.

    Raises:
        PasswordTooWeak: the validators refuse it.
        NotAllowed: it is not the actor's own account, and the actor may not manage people.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    if by.account_id != account.pk:
        require_people_manager(by)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordTooWeak(field="password", reasons=" ".join(error.messages)) from error
    account.set_password(password)
    account.save(update_fields=["password"])
    sign_out_everywhere(account)
    audit.record(actor=by, action="account.password_set", subject=f"account:{account.pk}", at=at)


@transaction.atomic
def choose_language(*, account_id: int, language: str) -> None:
    """Remember in which language the person reads."""
    known = {code for code, _name in settings.LANGUAGES}
    if language in known:
        Account.objects.filter(pk=account_id).update(language=language)


def sign_out_everywhere(account: Account) -> None:
    """End every session and forget every token of the account, at once."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in UserSession.objects.filter(user=account):
        store.delete(session.session_key)
    UserSession.objects.filter(user=account).delete()
    AuthToken.objects.filter(user=account).delete()
