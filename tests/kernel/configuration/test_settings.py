"""Settings: typed, declared, set per municipality."""

import pytest
from django.db import connection
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.errors import UnknownSetting, WrongSettingValue
from kernel.configuration.settings import change_setting, declared_settings, setting
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY


def test_a_setting_nobody_changed_has_its_default(tenant: TenantRef) -> None:
    assert setting("office.phone") == ""


def test_a_changed_setting_is_read_at_once_and_normalised(tenant: TenantRef) -> None:
    change_setting(key="office.name_th", value="เทศบาลตําบลบ้านใหม่", by=SYSTEM, at=timezone.now())

    assert setting("office.name_th") == "เทศบาลตำบลบ้านใหม่"


def test_a_value_of_another_type_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(WrongSettingValue) as refusal:
        change_setting(key="map.centre", value="ใจกลางเมือง", by=SYSTEM, at=timezone.now())

    assert refusal.value.field == "map.centre"


def test_a_choice_outside_the_list_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(WrongSettingValue):
        change_setting(key="map.base", value="somewhere", by=SYSTEM, at=timezone.now())


def test_an_undeclared_setting_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(UnknownSetting):
        setting("office.horoscope")


def test_every_setting_has_a_label_and_a_default_that_fits() -> None:
    for item in declared_settings():
        assert str(item.label), item.key
        if item.type != "file":
            assert not list(item.faults(item.default)), item.key


def test_the_cache_of_one_municipality_is_not_read_by_the_other(
    committed: object,
) -> None:

    first, second = DIRECTORY.by_slug("banmai"), DIRECTORY.by_slug("nadee")
    assert first
    assert second
    for ref, phone in ((first, "053-000-001"), (second, "053-000-002")):
        with tenant_scope(ref):
            change_setting(key="office.phone", value=phone, by=SYSTEM, at=timezone.now())

    found = []
    for _round in range(2):
        for ref in (first, second):
            with tenant_scope(ref):
                found.append(setting("office.phone"))
    assert found == ["053-000-001", "053-000-002"] * 2


def test_a_rolled_back_change_leaves_no_trace_in_the_cache(committed: object) -> None:

    ref = DIRECTORY.by_slug("banmai")
    assert ref

    def change_and_fail() -> None:
        with tenant_scope(ref):
            change_setting(key="office.phone", value="1", by=SYSTEM, at=timezone.now())
            assert setting("office.phone") == "1"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()

    with tenant_scope(ref):
        assert setting("office.phone") == ""


def test_reading_twice_asks_the_database_once(committed: object) -> None:

    ref = DIRECTORY.by_slug("banmai")
    assert ref
    with tenant_scope(ref):
        setting("office.phone")
    with tenant_scope(ref):
        connection.force_debug_cursor = True
        before = len(connection.queries)
        setting("office.phone")
        asked = [q["sql"] for q in connection.queries[before:] if "settingvalue" in q["sql"]]
        connection.force_debug_cursor = False
    assert not asked
