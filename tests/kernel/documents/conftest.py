from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.documents import PDF, kinds, register_policy
from kernel.documents import services as documents
from kernel.documents.models import Document
from kernel.documents.store import ensure_bucket
from kernel.tenancy import tenant_scope
from tests.kernel.documents.samples import phone_photo, upload


def everybody(request: HttpRequest, document: Document) -> bool:
    return True


def nobody(request: HttpRequest, document: Document) -> bool:
    return False


@pytest.fixture(autouse=True)
def kinds_for_tests(monkeypatch) -> None:
    """A photo that everybody may see, one that nobody may, and a letter."""
    monkeypatch.setattr(kinds, "_rules", dict(kinds._rules))
    monkeypatch.setattr(kinds, "_policies", dict(kinds._policies))
    register_policy("test_photo", everybody)
    register_policy("test_secret", nobody)
    register_policy("test_letter", everybody, rules=PDF)


@pytest.fixture(autouse=True, scope="session")
def bucket() -> None:
    ensure_bucket()


@pytest.fixture(autouse=True)
def through_the_site(settings) -> None:
    settings.S3_PUBLIC_ENDPOINT = ""


@pytest.fixture
def received(banmai) -> Callable[..., Document]:
    """Receive a file in `banmai`, committed."""

    def receive(
        body: bytes | None = None, *, kind: str = "test_photo", name: str = "รูป ไฟดับ.jpg"
    ) -> Document:
        with tenant_scope(banmai):
            file = upload(phone_photo() if body is None else body, name)
            return documents.receive(file, kind=kind, by=SYSTEM, at=timezone.now())

    return receive


@pytest.fixture
def fresh(banmai) -> Callable[[Document], Document]:
    """Read the document again."""

    def read(document: Document) -> Document:
        with tenant_scope(banmai):
            return Document.objects.get(pk=document.pk)

    return read
