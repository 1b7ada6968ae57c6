from collections.abc import Callable

import pytest
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory, override_settings

from kernel.documents import document_url
from kernel.documents.models import Document, State
from kernel.documents.web.views import file
from kernel.tenancy import tenant_scope


@pytest.fixture
def get(banmai, rf: RequestFactory) -> Callable[..., tuple[HttpResponseBase, bytes]]:
    """Ask the door inside a municipality; streaming is read outside the transaction's queries."""

    def ask(
        document, variant="large", tenant=banmai, **headers: str
    ) -> tuple[HttpResponseBase, bytes]:
        with tenant_scope(tenant):
            answer = file(rf.get("/", headers=headers), document.public_id, variant)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer, body

    return ask


def test_a_picture_streams_with_guards_and_its_thai_name(received, run_jobs, fresh, get) -> None:
    document = received(name="ไฟดับ หน้าวัด.jpg")
    run_jobs()

    answer, body = get(document)

    assert answer.status_code == 200
    assert len(body) == fresh(document).variants["large"]["size"] == int(answer["Content-Length"])
    assert answer["Content-Type"] == "image/webp"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private")
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%E0%B9%84")
    assert answer["Content-Disposition"].endswith(".webp")
    again, body = get(document, **{"if-none-match": answer["ETag"]})
    assert (again.status_code, body) == (304, b"")


def test_what_is_pending_rejected_or_forbidden_is_not_there(
    received, run_jobs, get, banmai
) -> None:
    secret = received(kind="test_secret")
    run_jobs()
    pending = received()
    rejected = received()
    with tenant_scope(banmai):
        Document.objects.filter(pk=rejected.pk).update(state=State.REJECTED)

    for document in (secret, pending, rejected):
        with pytest.raises(Http404):
            get(document)


def test_a_kind_without_a_policy_is_closed(received, run_jobs, get, banmai) -> None:
    document = received()
    run_jobs()
    with tenant_scope(banmai):
        Document.objects.filter(pk=document.pk).update(kind="nobody_registered")

    with pytest.raises(Http404):
        get(document)


def test_another_town_and_an_unknown_variant_are_not_there(received, run_jobs, get, nadee) -> None:
    document = received()
    run_jobs()

    with pytest.raises(Http404):
        get(document, tenant=nadee)
    with pytest.raises(Http404):
        get(document, "raw")


def test_with_a_public_store_the_door_redirects_for_five_minutes(received, run_jobs, get) -> None:
    document = received()
    run_jobs()
    with override_settings(S3_PUBLIC_ENDPOINT="files.example.test", S3_PUBLIC_SECURE=True):
        answer, _ = get(document)

    assert answer.status_code == 302
    assert answer["Location"].startswith("https://files.example.test/")
    assert "X-Amz-Expires=300" in answer["Location"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_document_has_an_address(received) -> None:
    document = received()
    assert document_url(document, "thumb") == f"/files/{document.public_id}/thumb/"
