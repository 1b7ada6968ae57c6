"""Files travel by content: the reference of one municipality never reaches another."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration import settings as declared
from kernel.configuration.applying import apply
from kernel.configuration.bundle import Bundle
from kernel.configuration.errors import FileMissing, FilesNotKept
from kernel.configuration.exporting import export
from kernel.configuration.files import FILE_KEEPER, ConfigurationFile
from kernel.configuration.models import SettingValue
from kernel.configuration.packing import pack, unpack
from kernel.configuration.settings import Setting, SettingType, setting
from kernel.ports import TenantRef

PICTURE = ConfigurationFile(".png", b"not really a picture")


class Shelf:
    """Keeps files in memory under references of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, ConfigurationFile] = {}

    def read(self, reference: str) -> ConfigurationFile:
        return self.kept[reference]

    def keep(self, file: ConfigurationFile, **_who_and_when: object) -> str:
        reference = f"shelf-{len(self.kept) + 1}"
        self.kept[reference] = file
        return reference

    def forget(self, reference: str) -> None:
        del self.kept[reference]


@pytest.fixture(autouse=True)
def seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare a setting that holds a file."""
    item = Setting(key="test.seal", type=SettingType.FILE, default="", label="ตรา")
    monkeypatch.setitem(declared._declared, item.key, item)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    before = FILE_KEEPER.get()
    keeper = Shelf()
    FILE_KEEPER.provide(keeper)
    yield keeper
    FILE_KEEPER.provide(before)  # type: ignore[arg-type]


def bundle(files: dict[str, bytes]) -> Bundle:
    value = {"key": "test.seal", "value": None, "file": PICTURE.bundle_name}
    return Bundle(name="seal", version="1", objects={"configuration.setting": [value]}, files=files)


def test_a_file_comes_back_out_as_it_went_in(tenant: TenantRef, shelf: Shelf) -> None:
    wanted = bundle({PICTURE.bundle_name: PICTURE.content})

    apply(wanted, by=SYSTEM, at=timezone.now())

    assert shelf.kept[setting("test.seal")] == PICTURE
    again = export()
    assert again.files == wanted.files
    assert unpack(pack(again)).files == wanted.files
    assert "shelf-1" not in str(again.objects)


def test_a_file_that_the_bundle_does_not_carry_is_refused(tenant: TenantRef, shelf: Shelf) -> None:
    with pytest.raises(FileMissing):
        apply(bundle({}), by=SYSTEM, at=timezone.now())

    assert not SettingValue.objects.exists()


def test_without_a_keeper_a_bundle_with_files_is_refused(
    tenant: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FILE_KEEPER, "_answerer", None)

    with pytest.raises(FilesNotKept):
        apply(bundle({PICTURE.bundle_name: PICTURE.content}), by=SYSTEM, at=timezone.now())
