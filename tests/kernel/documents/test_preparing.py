import io
import socket
import struct
import threading
from collections.abc import Iterator

import pytest
from django.db import connections
from PIL import Image

from kernel.documents import tasks
from kernel.documents.models import State
from kernel.documents.store import TenantStore
from kernel.tenancy import tenant_scope
from tests.kernel.documents.samples import EICAR, PDF_PAGE, phone_photo


def _bytes_of(tenant, key: str) -> bytes:
    return b"".join(TenantStore(f"{tenant.id}/").get(key))


def test_a_photo_becomes_ready_upright_stripped_and_in_three_sizes(
    banmai, received, fresh, run_jobs
) -> None:
    document = received(phone_photo((2400, 1200), orientation=6))
    raw = document.key
    assert b"CanaryPhone" in _bytes_of(banmai, raw)  # the sample is what it claims to be

    run_jobs()

    document = fresh(document)
    assert document.state == State.READY
    sizes = {name: (v["width"], v["height"]) for name, v in document.variants.items()}
    assert sizes == {"original": (1200, 2400), "large": (800, 1600), "thumb": (160, 320)}
    assert TenantStore(f"{banmai.id}/").stat(raw) is None
    for variant in document.variants.values():
        body = _bytes_of(banmai, variant["key"])
        for canary in (b"Canary", b"canary", b"Exif", b"GPS", b"2026:11"):
            assert canary not in body
        with Image.open(io.BytesIO(body)) as picture:
            assert not picture.getexif()
            assert not set(picture.info) & {"exif", "xmp", "icc_profile", "comment"}


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "HEIF"])
def test_every_accepted_format_is_made_anew(received, fresh, run_jobs, banmai, file_format) -> None:
    document = received(phone_photo(file_format=file_format))

    run_jobs()

    document = fresh(document)
    assert document.is_ready
    assert b"Canary" not in _bytes_of(banmai, document.variants["original"]["key"])


def test_what_hides_behind_a_picture_does_not_survive(received, fresh, run_jobs, banmai) -> None:
    document = received(phone_photo() + b"<script>alert('canary')</script>PK\x03\x04")

    run_jobs()

    document = fresh(document)
    for variant in document.variants.values():
        assert b"<script>" not in _bytes_of(banmai, variant["key"])


def test_a_picture_that_breaks_when_decoded_is_rejected(received, fresh, run_jobs) -> None:
    document = received(phone_photo((2000, 2000))[:3000])

    run_jobs()

    assert fresh(document).state == State.REJECTED
    assert fresh(document).rejected_because == "picture_broken"


def test_a_pdf_keeps_its_bytes(received, fresh, run_jobs, banmai) -> None:
    document = received(PDF_PAGE, kind="test_letter", name="หนังสือ.pdf")

    run_jobs()

    variants = fresh(document).variants
    assert set(variants) == {"original"}
    assert _bytes_of(banmai, variants["original"]["key"]) == PDF_PAGE


def test_preparing_twice_changes_nothing(received, fresh, run_jobs, banmai) -> None:
    document = received()
    run_jobs()
    before = fresh(document).variants

    with tenant_scope(banmai):
        tasks.prepare.enqueue(document_id=document.pk)
    run_jobs()

    assert fresh(document).variants == before


class FakeClamd:
    """A scanner on loopback that knows one virus and can be told to be broken."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.answer = ""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self.server.accept()
            except OSError:
                return
            with link, link.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                body = b""
                while size := struct.unpack("!I", stream.read(4))[0]:
                    body += stream.read(size)
                found = "stream: Eicar-Signature FOUND" if EICAR in body else "stream: OK"
                link.sendall((self.answer or found).encode() + b"\0")


@pytest.fixture
def scanner(settings) -> Iterator[FakeClamd]:
    fake = FakeClamd()
    settings.VIRUS_SCANNER = "kernel.documents.scanning.clamd"
    settings.CLAMD_HOST, settings.CLAMD_PORT = "127.0.0.1", fake.port
    yield fake
    fake.server.close()


def test_a_virus_is_never_shown_and_its_bytes_are_deleted(
    received, fresh, run_jobs, banmai, scanner
) -> None:
    clean = received()
    bad = received(PDF_PAGE + EICAR, kind="test_letter", name="ใบแจ้งหนี้.pdf")
    behind = received(phone_photo() + EICAR)

    run_jobs()

    assert fresh(clean).is_ready
    for document in (bad, behind):
        assert fresh(document).state == State.REJECTED
        assert fresh(document).rejected_because == "virus"
        assert TenantStore(f"{banmai.id}/").stat(document.key) is None


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "gone"])
def test_without_a_verdict_the_file_is_held_and_released_later(  # noqa: PLR0913, PLR0917
    received, fresh, run_jobs, banmai, scanner, settings, answer
) -> None:
    document = received()
    if answer == "gone":
        settings.CLAMD_PORT = 9
    else:
        scanner.answer = answer
    run_jobs()
    assert fresh(document).state == State.PENDING

    settings.CLAMD_PORT = scanner.port
    scanner.answer = ""
    with connections["shared"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    run_jobs()
    assert fresh(document).is_ready
