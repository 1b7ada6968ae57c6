"""The house keeps its rooms."""

import importlib
import pathlib
import platform

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = pathlib.Path(settings.BASE_DIR)
ROOMS = ("config", "kernel", "tenants", "modules", "onboarding")
LONGEST_FILE = 400


def test_platform_is_a_source_root_and_shadows_nothing() -> None:
    assert not list((ROOT / "platform").glob("*.py"))
    assert ROOT not in pathlib.Path(platform.__file__).parents


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_imported_from_this_tree(room: str) -> None:
    assert ROOT in pathlib.Path(importlib.import_module(room).__path__[0]).parents


def test_no_file_is_longer_than_the_limit() -> None:
    too_long = {
        str(file.relative_to(ROOT)): lines
        for file in _sources()
        if (lines := len(file.read_text().splitlines())) > LONGEST_FILE
    }
    assert too_long == {}


def test_no_drawer_has_a_name_that_says_nothing() -> None:
    banned = {"utils.py", "helpers.py", "signals.py", "misc.py", "common.py"}
    assert [str(file) for file in _sources() if file.name in banned] == []


def test_no_foreign_key_leaves_its_schema_or_enters_a_module_from_outside() -> None:
    crossing = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model
                if _leaves(model, target) or _enters_a_module(model, target):
                    crossing.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert crossing == []


def test_base_library_scopes_that_leak_between_threads_are_not_used() -> None:
    banned = ("schema_context", "tenant_context", "tenants_in_shard", "with tenant:")
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in _sources()
        for word in banned
        if word in file.read_text()
    ]
    assert found == []


def _sources() -> list[pathlib.Path]:
    return [
        file
        for room in ("platform", "tenants", "modules", "onboarding")
        for file in (ROOT / room).rglob("*.py")
        if "migrations" not in file.parts
    ]


def _room(model: type[models.Model]) -> list[str]:
    return model.__module__.split(".")


def _enters_a_module(source: type[models.Model], target: type[models.Model]) -> bool:
    return _room(target)[0] == "modules" and _room(target)[:2] != _room(source)[:2]


def _leaves(source: type[models.Model], target: type[models.Model]) -> bool:
    return not _homes(source) <= _homes(target)


def _homes(model: type[models.Model]) -> set[str]:
    name = apps.get_app_config(model._meta.app_label).name
    return {
        home
        for home, names in (("public", settings.SHARED_APPS), ("tenant", settings.TENANT_APPS))
        if name in names
    }
