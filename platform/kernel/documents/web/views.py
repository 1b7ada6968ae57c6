"""The one door through which files leave."""

import uuid
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kernel.documents.kinds import may_see
from kernel.documents.models import Document, State
from kernel.documents.names import shown_name
from kernel.documents.store import tenant_store

_CACHE = "private, max-age=300"
# Nothing that was uploaded may act in our origin (ASVS 5.0.0, 3.2.1).
_SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'self'"


@require_safe
def file(request: HttpRequest, public_id: uuid.UUID, variant: str) -> HttpResponseBase:
    """Answer with the bytes, or 404 for whoever the policy does not let see them."""
    document = Document.objects.filter(public_id=public_id, state=State.READY).first()
    if document is None or not may_see(request, document):
        raise Http404
    made = document.variants.get(variant)
    if made is None:
        raise Http404
    if settings.S3_PUBLIC_ENDPOINT:
        return _elsewhere(document, made)
    return _guarded(_here(request, document, made), made)


def _elsewhere(document: Document, made: dict[str, Any]) -> HttpResponse:
    address = tenant_store().presign(
        made["key"],
        filename=_name(document, made),
        content_type=made["type"],
        inline=_is_inline(made),
    )
    answer = HttpResponseRedirect(address)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _here(request: HttpRequest, document: Document, made: dict[str, Any]) -> HttpResponseBase:
    if request.headers.get("If-None-Match") == _etag(made):
        return HttpResponseNotModified()
    if request.method == "HEAD":
        answer: HttpResponseBase = HttpResponse(content_type=made["type"])
    else:
        answer = StreamingHttpResponse(_body(made), content_type=made["type"])
    answer["Content-Length"] = str(made["size"])
    disposition = content_disposition_header(
        as_attachment=not _is_inline(made), filename=_name(document, made)
    )
    answer["Content-Disposition"] = disposition or "inline"
    return answer


def _body(made: dict[str, Any]) -> Any:
    try:
        return tenant_store().get(made["key"])
    except FileNotFoundError as error:
        raise Http404 from error


def _guarded(answer: HttpResponseBase, made: dict[str, Any]) -> HttpResponseBase:
    answer["Cache-Control"] = _CACHE
    answer["ETag"] = _etag(made)
    answer["Content-Security-Policy"] = _SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Vary"] = "Cookie"
    return answer


def _etag(made: dict[str, Any]) -> str:
    return f'"{made["sha256"][:32]}"'


def _name(document: Document, made: dict[str, Any]) -> str:
    return shown_name(document.original_name, made["key"].rpartition(".")[2])


def _is_inline(made: dict[str, Any]) -> bool:
    return str(made["type"]).startswith("image/")
