"""`manage.py config`: a municipality's configuration from a shell."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.packing import read
from kernel.configuration.settings import change_setting, setting
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope


def config(*arguments: str) -> str:
    output = io.StringIO()
    call_command("config", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def towns(committed: object) -> tuple[TenantRef, TenantRef]:
    directory = TENANT_DIRECTORY.require()
    first, second = directory.by_slug("banmai"), directory.by_slug("nadee")
    assert first
    assert second
    return first, second


def test_a_configuration_travels_by_file(
    towns: tuple[TenantRef, TenantRef], tmp_path: Path
) -> None:
    first, second = towns
    file = str(tmp_path / "banmai.zip")
    with tenant_scope(first):
        change_setting(key="office.phone", value="053-1", by=SYSTEM, at=timezone.now())

    config("export", "banmai", file)
    shown = config("diff", "nadee", file)
    with tenant_scope(second):
        assert setting("office.phone") == ""
    config("apply", "nadee", file)

    assert "+ configuration.setting office.phone" in shown
    with tenant_scope(second):
        assert setting("office.phone") == "053-1"
    config("export", "nadee", str(tmp_path / "nadee.zip"))
    assert read(tmp_path / "nadee.zip").digest == read(Path(file)).digest
    assert "1 unchanged" in config("diff", "nadee", file)


def test_an_unknown_municipality_is_named(towns: object) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        config("export", "nowhere", "x.zip")


def test_a_faulty_bundle_changes_nothing(
    towns: tuple[TenantRef, TenantRef], tmp_path: Path
) -> None:
    (tmp_path / "bundle.json").write_text('{"format": 1, "name": "faulty"}')
    (tmp_path / "configuration.setting.json").write_text(
        '[{"key": "office.phone", "value": "1"}, {"key": "office.horoscope", "value": "2"}]'
    )

    with pytest.raises(CommandError, match=r"office\.horoscope"):
        config("apply", "banmai", str(tmp_path))

    with tenant_scope(towns[0]):
        assert setting("office.phone") == ""
