"""The same request sent twice is done once: Idempotency-Key on POST (abuse case B23)."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.api.callers import caller_of
from kernel.api.models import RememberedAnswer
from kernel.errors import Invalid, Refused

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_FOR = timedelta(days=1)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

# The unique index makes the second writer wait until the first has ended.
_RESERVE = """
INSERT INTO api_rememberedanswer (caller, key, request_hash, body, location, created_at)
VALUES (%s, %s, %s, '', '', %s)
ON CONFLICT (caller, key) DO NOTHING
RETURNING id
"""

_REMEMBER = "UPDATE api_rememberedanswer SET status = %s, body = %s, location = %s WHERE id = %s"


class KeyMalformed(Invalid):
    """The Idempotency-Key is empty, too long or not plain ASCII."""

    code = "idempotency_key_malformed"
    message = _("Idempotency-Key ต้องเป็นอักษร ASCII 1 ถึง 200 ตัวโดยไม่มีช่องว่าง")


class KeyReused(Refused):
    """The Idempotency-Key was used before for another request."""

    code = "idempotency_key_reused"
    status = 422
    message = _("Idempotency-Key นี้ใช้กับคำขออื่นไปแล้ว โปรดสร้างรหัสใหม่สำหรับคำขอใหม่")


class AlreadyAnswered(Exception):  # not an error: the work is done
    """The request was answered before; `response` repeats that answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def reserve(request: Request, *, proofs: Sequence[str | None], at: datetime) -> int | None:
    """Take the key for this request, or repeat the answer given to it before.

    Returns:
        The id of the reservation, or None without the header.

    Raises:
        KeyMalformed: the key is not 1 to 200 visible ASCII characters.
        KeyReused: the key came with another request before.
        AlreadyAnswered: the same request was answered before.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise KeyMalformed(field=HEADER)
    caller, request_hash = caller_of(request), _hash_of(request, proofs)
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [caller, key, request_hash, at])
        row = cursor.fetchone()
    if row:
        return int(row[0])
    _repeat(RememberedAnswer.objects.select_for_update().get(caller=caller, key=key), request_hash)
    return None


def remember(reservation: int, response: HttpResponseBase) -> None:
    """Keep the answer beside its key; it commits together with the work."""
    body = JSONRenderer().render(getattr(response, "data", None)).decode()
    with connection.cursor() as cursor:
        cursor.execute(
            _REMEMBER, [response.status_code, body, response.get("Location", ""), reservation]
        )


def forget_before(*, moment: datetime) -> int:
    """Delete the answers older than the moment and return how many there were."""
    count, _per_model = RememberedAnswer.objects.filter(created_at__lt=moment).delete()
    return count


def _repeat(answer: RememberedAnswer, request_hash: bytes) -> None:
    if bytes(answer.request_hash) != request_hash:
        raise KeyReused(field=HEADER)
    headers = {REPLAYED: "true"}
    if answer.location:
        headers["Location"] = answer.location
    body = json.loads(answer.body) if answer.body else None
    raise AlreadyAnswered(Response(body, status=answer.status, headers=headers))


def _hash_of(request: Request, proofs: Sequence[str | None]) -> bytes:
    """Digest what was asked: the address and the parsed body, whatever its boundaries."""
    asked = json.dumps(
        [request.get_full_path(), proofs, _plain(request.data)], sort_keys=True, default=_plain
    )
    return hashlib.sha256(asked.encode()).digest()


def _plain(value: Any) -> Any:
    match value:
        case QueryDict():
            return {key: [_plain(item) for item in items] for key, items in value.lists()}
        case UploadedFile():
            digest = hashlib.file_digest(value, "sha256").hexdigest()
            value.seek(0)
            return [value.name, digest]
    return value
