"""The identity providers of a municipality: who may vouch for a citizen, and with which secret.

The rows are allauth's SocialApp. The secret is kept sealed beside the address, never in the
column that allauth reads, never in the book of deeds, and never shown again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.citizens.oidc.addresses import clean_address
from kernel.configuration.events import ConfigurationChanged
from kernel.configuration.permissions import Permission
from kernel.errors import Invalid, Missing
from kernel.events import publish
from kernel.tenancy.seals import seal, unseal

PURPOSE = "kernel.citizens.provider_secret"
OPENID_CONNECT = "openid_connect"
_SEALED, _OFF, _SERVER = "sealed_secret", "is_off", "server_url"


class ProviderMissing(Missing):
    """No provider has this number."""

    code = "provider_missing"
    message = _("ไม่พบผู้ให้บริการยืนยันตัวตนนี้แล้ว")


class SecretMissing(Invalid):
    """A new provider came without its secret."""

    code = "provider_secret_missing"
    message = _("โปรดใส่รหัสลับ (client secret) ที่ผู้ให้บริการออกให้")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What a person writes about a provider; a secret of "" leaves the present one."""

    name: str
    server_url: str
    client_id: str
    secret: str = ""
    is_on: bool = True


def providers() -> QuerySet[SocialApp]:
    """Return every provider, those switched off too."""
    return SocialApp.objects.filter(provider=OPENID_CONNECT).order_by("name", "pk")


def provider(pk: int) -> SocialApp:
    """Return one provider.

    Raises:
        ProviderMissing: there is none of this number.
    """
    found = providers().filter(pk=pk).first()
    if found is None:
        raise ProviderMissing
    return found


def is_on(app: SocialApp) -> bool:
    """Tell whether citizens may sign in through it."""
    return not app.settings.get(_OFF, False)


def has_secret(app: SocialApp) -> bool:
    """Tell whether a secret is kept that this municipality can open."""
    sealed = app.settings.get(_SEALED, "")
    return bool(unseal(sealed, purpose=PURPOSE) if sealed else app.secret)


def opened(app: SocialApp) -> SocialApp:
    """Return the provider with its secret readable; never save what comes from here."""
    sealed = app.settings.get(_SEALED, "")
    if sealed:
        app.secret = unseal(sealed, purpose=PURPOSE)
    return app


@transaction.atomic
def add_provider(*, written: Provider, slug: str = "", by: Actor, at: datetime) -> SocialApp:
    """Let citizens sign in through a further provider.

    Raises:
        NotAllowed: the actor may not change the configuration.
        SecretMissing: it came without a secret.
        AddressNotUsable: the address is no https address of the internet.
    """
    by.require(Permission.MANAGE)
    if not written.secret:
        raise SecretMissing(field="secret")
    app = SocialApp(provider=OPENID_CONNECT, provider_id=_free(slug or slugify(written.name)))
    _fill(app, written)
    app.save(force_insert=True)
    _tell("added", app, before={}, after=_said(app), by=by, at=at)
    return app


@transaction.atomic
def amend_provider(*, pk: int, written: Provider, by: Actor, at: datetime) -> SocialApp:
    """Change the provider; an empty secret leaves the present one.

    Raises:
        NotAllowed: the actor may not change the configuration.
        ProviderMissing: there is none of this number.
        AddressNotUsable: the address is no https address of the internet.
    """
    app = _locked(pk, by=by)
    before = _said(app)
    _fill(app, written)
    app.save()
    after = {**_said(app), **({"secret_changed": True} if written.secret else {})}
    if after != before:
        _tell("amended", app, before=before, after=after, by=by, at=at)
    return app


@transaction.atomic
def remove_provider(*, pk: int, by: Actor, at: datetime) -> None:
    """Forget the provider and its secret; accounts made through it stay.

    Raises:
        NotAllowed: the actor may not change the configuration.
        ProviderMissing: there is none of this number.
    """
    app = _locked(pk, by=by)
    before = _said(app)
    _tell("removed", app, before=before, after={}, by=by, at=at)
    app.delete()


def _locked(pk: int, *, by: Actor) -> SocialApp:
    by.require(Permission.MANAGE)
    found = providers().select_for_update().filter(pk=pk).first()
    if found is None:
        raise ProviderMissing
    return found


def _fill(app: SocialApp, written: Provider) -> None:
    app.name, app.client_id = written.name, written.client_id
    kept = dict(app.settings)
    if written.secret:
        kept[_SEALED], app.secret = seal(written.secret, purpose=PURPOSE), ""
    address = clean_address(written.server_url, private=settings.OIDC_PRIVATE_HOSTS)
    app.settings = {**kept, _SERVER: address, _OFF: not written.is_on}


def _free(slug: str) -> str:
    stem = slug[:30] or "provider"
    taken = set(providers().values_list("provider_id", flat=True))
    names = (stem if n == 0 else f"{stem}-{n}" for n in range(len(taken) + 1))
    return next(name for name in names if name not in taken)


def _said(app: SocialApp) -> dict[str, Any]:
    return {
        "name": app.name,
        "client_id": app.client_id,
        "server_url": app.settings.get(_SERVER, ""),
        "is_on": is_on(app),
    }


def _tell(  # noqa: PLR0913 - a line of the book
    deed: str,
    app: SocialApp,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    audit.record(
        actor=by,
        action=f"configuration.{deed}",
        subject=f"citizens.provider:{app.provider_id}",
        at=at,
        before=before,
        after=after,
    )
    publish(ConfigurationChanged(kind="citizens.provider", key=app.provider_id))
