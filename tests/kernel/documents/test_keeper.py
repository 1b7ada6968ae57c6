"""The keeper of configuration files: pictures only, unchanged inside, made anew outside."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.errors import FileMissing
from kernel.configuration.exporting import export
from kernel.configuration.files import FILE_KEEPER, ConfigurationFile
from kernel.configuration.planning import Action
from kernel.configuration.settings import change_file, setting
from kernel.documents import keeper as keeping
from kernel.documents.errors import (
    FileEmpty,
    FileTooLarge,
    FileTypeRefused,
    FileUnsafe,
    PictureBroken,
)
from kernel.documents.keeper import Keeper
from kernel.documents.models import Document
from kernel.documents.scanning import Verdict
from kernel.documents.store import TenantStore, tenant_store
from kernel.errors import Refused
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tests.kernel.access.people import Visitor
from tests.kernel.documents.samples import phone_photo
from tests.kernel.documents.test_sweeping import sweep_in_two_days

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png(colour: str = "#1f7a3d", size: tuple[int, int] = (600, 400), mode: str = "RGBA") -> bytes:
    body = io.BytesIO()
    Image.new(mode, size, colour).save(body, "PNG")
    return body.getvalue()


def keep(content: bytes, suffix: str = ".png") -> str:
    return Keeper().keep(ConfigurationFile(suffix, content), by=SYSTEM, at=timezone.now())


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "PNG"
        return picture.size


@pytest.fixture
def both(banmai: TenantRef, nadee: TenantRef) -> Iterator[tuple[TenantRef, TenantRef]]:
    yield banmai, nadee
    connection.set_schema_to_public()


def test_it_answers_the_port() -> None:
    assert isinstance(FILE_KEEPER.get(), Keeper)


def test_what_is_kept_comes_back_unchanged_under_the_tenants_prefix(tenant: TenantRef) -> None:
    content = png()

    reference = keep(content)

    assert Keeper().read(reference) == ConfigurationFile(".png", content)
    document = Document.objects.get(public_id=reference)
    assert document.is_ready
    keys = [variant["key"] for variant in document.variants.values()]
    assert len(keys) == 4
    assert all(key.startswith(tenant_store().prefix) for key in keys)


def test_browsers_get_pictures_made_anew_in_three_sizes(tenant: TenantRef) -> None:
    reference = keep(png())

    shown = {size: Keeper().shown(reference, size) for size in ("large", "small", "touch")}

    sizes = {size: size_of(picture.content) for size, picture in shown.items() if picture}
    assert sizes == {"large": (512, 341), "small": (144, 96), "touch": (180, 180)}
    assert Keeper().shown(reference, "source") is None
    assert Keeper().shown(reference, "huge") is None
    assert Keeper().shown("/static/old-text-address.png", "large") is None


def test_the_home_screens_picture_stands_on_white(tenant: TenantRef) -> None:
    touch = Keeper().shown(keep(png()), "touch")

    assert touch
    with Image.open(io.BytesIO(touch.content)) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_an_upload_loses_what_the_camera_wrote() -> None:
    cleaned = Keeper().cleaned(io.BytesIO(phone_photo()))

    assert cleaned.suffix == ".png"
    with Image.open(io.BytesIO(cleaned.content)) as picture:
        assert max(picture.size) <= 512
        assert not picture.getexif()
        assert "exif" not in picture.info


@pytest.mark.parametrize(
    ("content", "suffix", "refusal"),
    [
        (SVG, ".svg", FileTypeRefused),
        (SVG, ".png", FileTypeRefused),
        (b"%PDF-1.7", ".png", FileTypeRefused),
        (b"", ".png", FileEmpty),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * keeping.MOST_BYTES, ".png", FileTooLarge),
        (png()[:200], ".png", PictureBroken),
        (png(), ".jpg", FileTypeRefused),
    ],
    ids=["svg", "svg as png", "pdf", "empty", "large", "half", "wrong suffix"],
)
def test_what_is_no_picture_of_ours_is_refused_and_leaves_no_row(
    tenant: TenantRef, content: bytes, suffix: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        keep(content, suffix)

    assert not Document.objects.exists()


def test_what_the_scanner_dislikes_is_refused(tenant: TenantRef, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "scan", lambda _stream: Verdict(clean=False, found="test"))

    with pytest.raises(FileUnsafe):
        keep(png())


def test_a_lost_reference_is_said(tenant: TenantRef) -> None:
    with pytest.raises(FileMissing):
        Keeper().read("0197f0de-0000-7000-8000-000000000000")


def test_the_file_door_never_shows_it(tenant: TenantRef) -> None:
    reference = keep(png())

    for variant in ("source", "large"):
        answer = Visitor(tenant).get(f"/files/{reference}/{variant}/")
        assert answer.status_code == 404


def test_the_sweep_leaves_it_until_it_is_forgotten(
    banmai: TenantRef, run_jobs: Callable[[], None]
) -> None:
    with tenant_scope(banmai):
        store = tenant_store()
        change_file(
            key="look.emblem", file=ConfigurationFile(".png", png()), by=SYSTEM, at=timezone.now()
        )
        reference = setting("look.emblem")
        sweep_in_two_days.enqueue()
    run_jobs()
    assert len(_objects(store, reference)) == 4

    with tenant_scope(banmai):
        change_file(key="look.emblem", file=None, by=SYSTEM, at=timezone.now())
        assert not Document.objects.exists()
        sweep_in_two_days.enqueue()
    run_jobs()
    assert _objects(store, reference) == []


def test_a_clone_has_its_own_copy_under_its_own_prefix(
    both: tuple[TenantRef, TenantRef],
) -> None:
    mine, theirs = both
    content = png("#7a4b9b")
    with tenant_scope(mine):
        emblem = ConfigurationFile(".png", content)
        change_file(key="look.emblem", file=emblem, by=SYSTEM, at=timezone.now())
        reference, exported = setting("look.emblem"), export(name="clone")

    with tenant_scope(theirs):
        apply(exported, by=SYSTEM, at=timezone.now())
        again = apply(exported, by=SYSTEM, at=timezone.now())
        copy = setting("look.emblem")
        assert Keeper().read(copy).content == content
        assert Keeper().shown(reference, "large") is None
        keys = _objects(tenant_store(), copy)
        prefix = tenant_store().prefix

    assert copy != reference
    assert len(keys) == 4
    assert all(key.startswith(prefix) for key in keys)
    assert {change.action for change in again} == {Action.UNCHANGED}
    with tenant_scope(mine):
        change_file(key="look.emblem", file=None, by=SYSTEM, at=timezone.now())
    with tenant_scope(theirs):
        assert Keeper().read(copy).content == content
        assert len(export(name="clone").files) == 1


def test_another_picture_in_a_bundle_lets_the_old_one_go(tenant: TenantRef) -> None:
    for colour in ("#111111", "#222222"):
        change = ConfigurationFile(".png", png(colour))
        change_file(key="look.emblem", file=change, by=SYSTEM, at=timezone.now())
    exported = export()
    change_file(
        key="look.emblem",
        file=ConfigurationFile(".png", png("#333333")),
        by=SYSTEM,
        at=timezone.now(),
    )

    apply(exported, by=SYSTEM, at=timezone.now())

    assert Document.objects.count() == 1
    assert Keeper().read(setting("look.emblem")).content == png("#222222")


def _objects(store: TenantStore, reference: str) -> list[str]:
    return [found.key for found in store.walk() if reference in found.key]
