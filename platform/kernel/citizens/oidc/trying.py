"""Ask a provider for its description, and say what is wrong with the answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from requests import RequestException, Response

from kernel.citizens.oidc.addresses import WELL_KNOWN, AddressNotUsable, clean_address
from kernel.citizens.oidc.outbound import guarded_session

PATIENCE_SECONDS = 3
# The largest description known is some 5 kB; a page of ours must not swallow a film.
_MOST_BYTES = 100_000
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of asking: nothing wrong, or sentences that say what to do."""

    faults: tuple[str | Promise, ...]

    @property
    def is_fine(self) -> bool:
        """Whether citizens can be sent there."""
        return not self.faults


def try_provider(server_url: str) -> Trial:
    """Fetch the description (OpenID Connect Discovery 1.0, section 4) and judge it."""
    try:
        description = _fetched(server_url)
    except AddressNotUsable as refused:
        return Trial((str(refused),))
    except (RequestException, OSError):
        return Trial((_("ติดต่อผู้ให้บริการไม่ได้ภายใน 3 วินาที ตรวจที่อยู่ หรือลองใหม่ภายหลัง"),))
    except ValueError:
        fault = _("ผู้ให้บริการไม่ได้ตอบข้อมูล OpenID Connect โปรดตรวจที่อยู่ว่าเป็น issuer ที่ถูกต้อง")
        return Trial((fault,))
    return Trial(tuple(_faults(description, server_url)))


def _fetched(server_url: str) -> dict[str, Any]:
    address = clean_address(server_url, private=settings.OIDC_PRIVATE_HOSTS)
    with guarded_session() as session:
        answer = session.get(address + WELL_KNOWN, timeout=PATIENCE_SECONDS, stream=True)
        with answer:
            return _read(answer)


def _read(answer: Response) -> dict[str, Any]:
    if answer.status_code != 200:  # noqa: PLR2004 - OK
        raise ValueError(answer.status_code)
    body = b""
    for piece in answer.iter_content(8192):
        body += piece
        if len(body) > _MOST_BYTES:
            raise ValueError("too long")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - what came is of the wrong value
    return found


def _faults(found: dict[str, Any], server_url: str) -> Iterator[str | Promise]:
    issuer = str(found.get("issuer", ""))
    if issuer.rstrip("/") != server_url.rstrip("/"):
        words = _("ผู้ให้บริการเรียกตัวเองว่า %(issuer)s โปรดใช้ที่อยู่นี้แทน")
        yield words % {"issuer": issuer[:200] or "–"}
    for name in _NEEDED:
        try:
            clean_address(str(found.get(name, "")), private=settings.OIDC_PRIVATE_HOSTS)
        except AddressNotUsable:
            yield _("คำตอบขาด %(name)s หรือที่อยู่นั้นไม่ใช่ https:// โปรดแจ้งผู้ให้บริการ") % {"name": name}
