"""What the book of deeds calls officers, accounts and positions."""

from collections.abc import Collection, Iterable

from django.urls import reverse

from kernel.access.models import Account, Officer, Position
from kernel.access.permissions import Permission
from kernel.actors import Actor
from kernel.audit.subjects import Named, SubjectKind, declare_subject, numbers


def _officers(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    found = Officer.objects.filter(pk__in=numbers(keys))
    return {str(one.pk): _named(str(one), one.pk, reader) for one in found}


def _accounts(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    found = Account.objects.filter(pk__in=numbers(keys)).select_related("officer")
    return {str(one.pk): _account(one, reader) for one in found}


def _account(account: Account, reader: Actor) -> Named:
    officer = getattr(account, "officer", None)
    return _named(str(officer or account), officer.pk if officer else None, reader)


def _named(title: str, officer_id: int | None, reader: Actor) -> Named:
    may_go = officer_id is not None and reader.holds(Permission.PEOPLE_VIEW)
    return Named(title=title, url=reverse("access:officer", args=[officer_id]) if may_go else "")


def _positions(keys: Collection[str], reader: Actor) -> dict[str, Named]:
    may_go = reader.holds(Permission.PEOPLE_VIEW)
    return {
        one.code: Named(
            title=str(one), url=reverse("access:position", args=[one.pk]) if may_go else ""
        )
        for one in Position.objects.filter(code__in=keys)
    }


def _officers_called(words: str) -> Iterable[str]:
    found = Officer.objects.filter(account__username=words.strip().lower())
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def _accounts_called(words: str) -> Iterable[str]:
    found = Account.objects.filter(username=words.strip().lower())
    return [str(pk) for pk in found.values_list("pk", flat=True)]


declare_subject(SubjectKind(kind="officer", module="access", name=_officers, find=_officers_called))
declare_subject(SubjectKind(kind="account", module="access", name=_accounts, find=_accounts_called))
declare_subject(SubjectKind(kind="position", module="access", name=_positions))
