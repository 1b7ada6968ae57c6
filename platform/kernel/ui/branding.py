"""Whose house this is: name, colour, emblem and how to reach the town hall."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from django.db import DatabaseError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel.configuration.settings import setting
from kernel.ports import Port, TenantRef
from kernel.tenancy import TenantOutsideTransaction, tenant_or_none
from kernel.ui.colour import is_colour
from kernel.ui.links import url_or_empty

DEFAULT_COLOUR = "#14566b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """What the shells show of a municipality; without an emblem, the drawn one.

    Attributes:
        emblem_version: what changes with the emblem, for its address; "" without one.
    """

    name_th: str
    name_en: str
    short_name_th: str = ""
    short_name_en: str = ""
    colour: str = DEFAULT_COLOUR
    emblem_version: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def short_name(self) -> str:
        """What stands where there is little room, in the reader's language."""
        if get_language() == "en":
            return self.short_name_en or self.name_en
        return self.short_name_th or self.name_th

    @property
    def emblem_url(self) -> str:
        """The address of the large emblem."""
        return self._emblem("large")

    @property
    def emblem_small_url(self) -> str:
        """The address of the emblem for mastheads and browser tabs."""
        return self._emblem("small")

    @property
    def emblem_touch_url(self) -> str:
        """The address of the emblem for home screens: square, on white."""
        return self._emblem("touch")

    def _emblem(self, size: str) -> str:
        address = url_or_empty("ui:emblem") if self.emblem_version else ""
        return f"{address}?size={size}&v={self.emblem_version}" if address else ""

    @property
    def phone_link(self) -> str:
        """The phone number as a tel: address."""
        return "tel:" + "".join(c for c in self.phone if c.isdigit() or c == "+")


class BrandingSource(Protocol):
    """Answers whose house the current request stands in."""

    def __call__(self) -> Branding:
        """Return the branding of the current tenant, or of the platform."""


def platform_branding() -> Branding:
    """Return the look of the public site."""
    return Branding(name_th="ท้องถิ่น", name_en="Thongthin")


def name_only(tenant: TenantRef) -> Branding:
    """Return the branding that needs no question to the database."""
    return Branding(name_th=tenant.name, name_en=tenant.name_en)


def configured_branding() -> Branding:
    """Return the branding from the tenant's own settings; the registry's name until it is set."""
    tenant = tenant_or_none()
    if tenant is None:
        return platform_branding()
    colour = str(setting("look.colour")).lower()
    return Branding(
        name_th=str(setting("office.name_th") or tenant.name),
        name_en=str(setting("office.name_en") or tenant.name_en),
        short_name_th=str(setting("office.short_name_th")),
        short_name_en=str(setting("office.short_name_en")),
        colour=colour if is_colour(colour) else DEFAULT_COLOUR,
        emblem_version=emblem_version(),
        phone=str(setting("office.phone")),
        email=str(setting("office.email")),
        address=str(setting("office.address")),
    )


def emblem_version() -> str:
    """Return a short text that changes with the tenant's emblem; "" without one."""
    reference = str(setting("look.emblem") or "")
    return hashlib.sha256(reference.encode()).hexdigest()[:10] if reference else ""


BRANDING: Port[BrandingSource] = Port("branding")


def branding() -> Branding:
    """Return the branding; on an error page, where no query may run, the name alone."""
    source = BRANDING.get() or configured_branding
    try:
        return source()
    except (DatabaseError, TenantOutsideTransaction):
        tenant = tenant_or_none()
        return name_only(tenant) if tenant else platform_branding()


def language_name(code: str) -> str:
    """Return a language's own name, for the switch."""
    return {"th": "ไทย", "en": "English"}.get(code, _("ภาษาอื่น"))
