import time
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.documents import kinds
from kernel.documents import services as documents
from kernel.documents.errors import (
    FileEmpty,
    FileTooLarge,
    FileTypeRefused,
    PictureBroken,
    PictureTooLarge,
    StoreDown,
)
from kernel.documents.models import Document, State
from kernel.documents.store import tenant_store
from kernel.errors import NotAllowed
from tests.kernel.documents.conftest import everybody
from tests.kernel.documents.samples import PDF_PAGE, phone_photo, pixel_flood, upload


def _receive(body: bytes, *, kind: str = "test_photo", name: str = "photo.jpg") -> Document:
    return documents.receive(upload(body, name), kind=kind, by=SYSTEM, at=timezone.now())


def test_a_phones_photo_is_kept_pending_under_the_tenants_prefix(tenant) -> None:
    document = _receive(phone_photo(), name="C:\\รูป\u202eถนน.jpg")

    assert document.state == State.PENDING
    assert document.key == f"{tenant.id}/incoming/{document.public_id}/raw"
    assert document.content_type == "image/jpeg"
    assert (document.width, document.height) == (640, 480)
    assert document.original_name == "รูปถนน.jpg"
    assert document.public_id.version == 7
    stored = tenant_store().stat(document.key)
    assert stored is not None
    assert stored.size == document.size


def test_place_and_time_of_the_camera_are_kept_apart(tenant) -> None:
    document = _receive(phone_photo())

    assert document.hint_point is not None
    assert (round(document.hint_point.x, 4), round(document.hint_point.y, 4)) == (98.96, 18.7417)
    assert document.taken_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "HEIF"])
def test_other_pictures_of_phones_are_accepted(tenant, file_format: str) -> None:
    document = _receive(phone_photo(file_format=file_format))

    assert document.width == 640
    assert document.hint_point is not None


def test_only_who_may_sees_the_place_and_the_look_is_noted(tenant) -> None:
    document = _receive(phone_photo())
    stranger = Actor(kind=ActorKind.OFFICER, label="ก")
    surveyor = Actor(
        kind=ActorKind.OFFICER, label="ข", permissions=frozenset({"documents.see_place"})
    )

    with pytest.raises(NotAllowed):
        documents.place_of(document=document, by=stranger, at=timezone.now())

    assert documents.place_of(document=document, by=surveyor, at=timezone.now()) is not None


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.jpg", b"<!doctype html><script>alert(1)</script>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        ("xml.jpg", b'<?xml version="1.0"?><svg/>'),
        ("photo.jpg.html", b"GIF89a<script>alert(1)</script>"),
        ("letter.pdf", PDF_PAGE),
        ("program.jpg", b"MZ\x90\x00" + b"\0" * 200),
        ("archive.jpg", b"PK\x03\x04" + b"\0" * 200),
        ("late.jpg", b"<html>" + phone_photo()),
        ("words.jpg", b"just words"),
    ],
)
def test_what_is_no_picture_by_content_is_refused(tenant, name: str, body: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        _receive(body, name=name)
    assert not Document.objects.exists()


def test_a_page_in_the_clothes_of_a_pdf_is_refused(tenant) -> None:
    with pytest.raises(FileTypeRefused):
        _receive(b"%PDF-1.7\n<html><script>alert(1)</script></html>", kind="test_letter")
    assert _receive(PDF_PAGE, kind="test_letter").content_type == "application/pdf"


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0junk", b"\x89PNG\r\n\x1a\njunk", b"RIFF\0\0\0\0WEBPjunk"]
)
def test_a_picture_that_is_none_is_refused(tenant, head: bytes) -> None:
    with pytest.raises(PictureBroken):
        _receive(head + b"\0" * 500)


def test_a_pixel_flood_is_refused_before_it_is_decoded(tenant) -> None:
    started = time.monotonic()
    with pytest.raises(PictureTooLarge):
        _receive(pixel_flood())
    with pytest.raises(PictureTooLarge):
        _receive(pixel_flood(6_000, 6_000))
    assert time.monotonic() - started < 2


def test_too_many_bytes_or_none_are_refused(tenant) -> None:
    small = kinds.Rules(types=kinds.IMAGES.types, max_bytes=1024 * 1024, label="JPEG")
    kinds.register_policy("small", everybody, rules=small)
    with pytest.raises(FileTooLarge):
        _receive(phone_photo() + b"\0" * 1024 * 1024, kind="small")
    with pytest.raises(FileEmpty):
        _receive(b"", kind="small")


@pytest.mark.parametrize(
    "change", [{"S3_ENDPOINT": "127.0.0.1:9"}, {"S3_BUCKET": "no-such-bucket"}]
)
def test_when_the_store_is_down_the_upload_is_refused_and_nothing_is_half_made(
    tenant, settings, change: dict[str, str]
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    started = time.monotonic()

    with pytest.raises(StoreDown) as refusal:
        _receive(phone_photo())

    with translation.override("th"):
        assert "ที่เก็บไฟล์ไม่ตอบสนอง" in str(refusal.value)
    assert refusal.value.status == 503
    assert time.monotonic() - started < 10
    assert not Document.objects.exists()
