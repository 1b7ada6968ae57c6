"""The address of a provider, as a municipality may write it."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid

WELL_KNOWN = "/.well-known/openid-configuration"
_LONGEST = 300


class AddressNotUsable(Invalid):
    """The address is not an https address of a host on the internet."""

    code = "provider_address_not_usable"
    message = _("ที่อยู่ผู้ให้บริการใช้ไม่ได้ ต้องขึ้นต้นด้วย https:// และเป็นชื่อเว็บไซต์บนอินเทอร์เน็ต")
    remedy = _("คัดลอก “issuer” จากเอกสารที่ผู้ให้บริการส่งให้ เช่น https://access.line.me")


def clean_address(text: str, *, private: Collection[str] = ()) -> str:
    """Return the address without the well-known part and without a stroke at its end.

    Hosts in `private` are the installation's own test providers; they may speak http.

    Raises:
        AddressNotUsable: it is not one.
    """
    bare = text.strip().removesuffix("/").removesuffix(WELL_KNOWN).removesuffix("/")
    try:
        parts = urlsplit(bare)
        host = parts.hostname or ""
        is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
        _port = parts.port
    except ValueError as error:
        raise AddressNotUsable(field="server_url") from error
    is_test = host in private and parts.scheme in {"http", "https"}
    is_usable = parts.scheme == "https" and "." in host and not _is_number(host)
    if not is_plain or not (is_test or is_usable) or len(bare) > _LONGEST:
        raise AddressNotUsable(field="server_url")
    return bare


def _is_number(host: str) -> bool:
    """Tell whether the host is an address instead of a name."""
    try:
        ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdigit()
    return True
