"""The settings page: seen by whoever may look, changed by whoever may manage, each change told."""

import io
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from kernel import modules
from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.audit.models import Entry
from kernel.configuration.errors import WrongSettingValue
from kernel.configuration.files import ConfigurationFile
from kernel.configuration.groups import Group, section, sections
from kernel.configuration.permissions import Permission
from kernel.configuration.saving import save
from kernel.configuration.settings import change_file, change_setting, declared_settings, setting
from kernel.configuration.web.forms import SectionForm
from kernel.documents.models import Document
from kernel.documents.store import ensure_bucket
from kernel.errors import NotAllowed
from kernel.ports import TenantRef
from tests.kernel.access import people
from tests.kernel.access.people import Visitor

PAGE = "/desk/settings/"
EDIT = "/desk/settings/edit/?group="
VALUES = "/desk/settings/values/?group="


def png(colour: str = "#1f7a3d") -> bytes:
    body = io.BytesIO()
    Image.new("RGBA", (300, 300), colour).save(body, "PNG")
    return body.getvalue()


def posted(group: str, **changes: object) -> dict[str, object]:
    """Return what a browser sends back for the untouched form, with some fields changed."""
    found = section(group)
    assert found is not None
    form = SectionForm(found)
    sent: dict[str, object] = {}
    for name in form.fields:
        value, widget = form[name].value(), form.fields[name].widget
        if hasattr(widget, "decompress"):
            sent |= {f"{name}_{n}": part for n, part in enumerate(widget.decompress(value))}
            sent[f"initial-{name}"] = value
        elif value not in (None, "", False):
            sent[name] = value
            sent[f"initial-{name}"] = value
    return {**sent, **changes}


@pytest.fixture
def signed_in(tenant: TenantRef) -> Callable[..., Visitor]:
    ensure_bucket()
    cache.clear()

    def sign_in(*permissions: str) -> Visitor:
        officer = people.with_password(people.officer())
        people.seat(officer, people.position("it", *permissions))
        visitor = Visitor(tenant)
        visitor.sign_in("somchai")
        return visitor

    return sign_in


@pytest.fixture
def manager(signed_in: Callable[..., Visitor]) -> Visitor:
    return signed_in(Permission.VIEW, Permission.MANAGE)


def test_every_setting_is_on_the_page_with_its_label(manager: Visitor) -> None:
    page = manager.get(PAGE).content.decode()

    for found in sections():
        assert f"{EDIT}{found.group.name}" in page
        assert str(found.group.label) != found.group.name, "a group without words"
        values = manager.get(f"{VALUES}{found.group.name}").content.decode()
        assert all(str(item.label) in values for item in found.settings)
    assert sum(len(found.settings) for found in sections()) == len(declared_settings())


def test_whoever_may_only_look_finds_no_way_to_change(signed_in: Callable[..., Visitor]) -> None:
    reader = signed_in(Permission.VIEW)

    page = reader.get(PAGE)
    assert page.status_code == HTTPStatus.OK
    assert EDIT not in page.content.decode()
    values = reader.get(f"{VALUES}office")
    assert values.status_code == HTTPStatus.OK
    assert EDIT not in values.content.decode()
    assert reader.get(f"{EDIT}office").status_code == HTTPStatus.FORBIDDEN
    answer = reader.post(f"{EDIT}office", {"office.phone": "1"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert setting("office.phone") == ""


def test_others_do_not_see_it(signed_in: Callable[..., Visitor], tenant: TenantRef) -> None:
    assert signed_in("complaints.view").get(PAGE).status_code == HTTPStatus.FORBIDDEN
    assert Visitor(tenant).get(PAGE).status_code == HTTPStatus.FOUND


def test_it_stands_in_the_menu(manager: Visitor) -> None:
    assert f'href="{PAGE}"' in manager.get("/desk/").content.decode()


def test_a_change_is_saved_audited_and_seen(manager: Visitor) -> None:
    sent = posted("office", **{"office.phone": "053-111222", "office.address": "1 หมู่ 2\nแม่เหียะ"})

    answer = manager.post(f"{EDIT}office", sent)

    assert answer["Location"] == f"{PAGE}#office-line"
    assert setting("office.phone") == "053-111222"
    entries = Entry.objects.filter(action="configuration.setting_changed")
    assert {entry.subject for entry in entries} == {
        "setting:office.phone",
        "setting:office.address",
    }
    assert all("สมชาย" in entry.actor_label for entry in entries)
    assert "053-111222" in manager.get(f"{VALUES}office").content.decode()


def test_nothing_changed_leaves_no_trace(manager: Visitor) -> None:
    manager.post(f"{EDIT}map", posted("map"))

    assert not Entry.objects.filter(action="configuration.setting_changed").exists()


def test_a_stale_page_does_not_undo_what_another_changed(manager: Visitor) -> None:
    stale = posted("office", **{"office.phone": "053-1"})
    change_setting(key="office.email", value="new@town.go.th", by=SYSTEM, at=timezone.now())

    manager.post(f"{EDIT}office", stale)

    assert setting("office.email") == "new@town.go.th"
    assert setting("office.phone") == "053-1"


@pytest.mark.parametrize(
    ("group", "key", "value", "words"),
    [
        ("office", "office.email", "ไม่ใช่อีเมล", "อีเมลไม่ถูกต้อง"),
        ("office", "office.website", "maehia.go.th", "ต้องขึ้นต้นด้วย https://"),
        ("look", "look.colour", "green", "เขียนไม่ถูกรูปแบบ"),
        ("map", "map.centre", "ใจกลางเมือง", "เขียนละติจูดและลองจิจูด"),
        ("map", "map.centre", "98.9, 198.7", "เขียนละติจูดและลองจิจูด"),
        ("map", "map.centre", "", "กรุณากรอก"),
        ("map", "map.zoom", "40", "18"),
        ("map", "map.base", "elsewhere", "elsewhere"),
        ("map", "map.base_url", "javascript:alert(1)", "https://"),
        ("map", "map.base", "xyz", "บอกที่อยู่ของแผนที่ที่เลือก"),
        ("complaints", "complaints.near_metres", "ไกล", "จำนวนเต็ม"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_not_saved(
    manager: Visitor, group: str, key: str, value: str, words: str
) -> None:
    before = setting(key)

    answer = manager.post(f"{EDIT}{group}", posted(group, **{key: value}))

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert words in page
    assert 'aria-invalid="true"' in page or "form-errors" in page
    assert setting(key) == before


def test_a_place_is_written_latitude_first_and_held_longitude_first(manager: Visitor) -> None:
    manager.post(f"{EDIT}map", posted("map", **{"map.centre": "18.7455, 98.9485"}))

    assert setting("map.centre") == [98.9485, 18.7455]
    assert "18.7455, 98.9485" in manager.get(f"{VALUES}map").content.decode()


def test_an_emblem_is_uploaded_shown_replaced_and_taken_away(
    manager: Visitor, tenant: TenantRef
) -> None:
    sent = posted("look", **{"look.emblem": SimpleUploadedFile("ตรา.png", png(), "image/png")})

    assert manager.post(f"{EDIT}look", sent).status_code == HTTPStatus.FOUND

    first = setting("look.emblem")
    home = Visitor(tenant).get("/").content.decode()
    assert "/ui/emblem/?size=small" in home
    assert 'rel="apple-touch-icon"' in home
    picture = manager.get("/desk/settings/file/?key=look.emblem")
    assert picture["Content-Type"] == "image/png"
    entry = Entry.objects.get(action="configuration.setting_changed")
    assert entry.after["file"].endswith(".png")
    assert first not in str(entry.after)

    manager.post(f"{EDIT}look", posted("look", **{"remove:look.emblem": "on"}))

    assert not setting("look.emblem")
    assert not Document.objects.exists()
    assert "/ui/emblem/" not in Visitor(tenant).get("/").content.decode()
    assert manager.get("/desk/settings/file/?key=look.emblem").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seal.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("seal.png", b"<html><script>alert(1)</script></html>"),
        ("seal.png", png()[:100]),
    ],
    ids=["svg", "page", "half"],
)
def test_an_emblem_that_is_no_picture_is_refused(
    manager: Visitor, name: str, content: bytes
) -> None:
    sent = posted("look", **{"look.emblem": SimpleUploadedFile(name, content, "image/png")})

    answer = manager.post(f"{EDIT}look", sent)

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "form-errors" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "path", [f"{EDIT}nonsense", f"{VALUES}nonsense", "/desk/settings/file/?key=office.phone"]
)
def test_what_is_not_there_is_not_found(manager: Visitor, path: str) -> None:
    assert manager.get(path).status_code == HTTPStatus.NOT_FOUND


def test_the_service_asks_for_the_permission_itself(tenant: TenantRef) -> None:
    nobody = Actor(kind=ActorKind.OFFICER, label="ใครสักคน")

    with pytest.raises(NotAllowed):
        save(values={"office.phone": "1"}, files={}, by=nobody, at=timezone.now())


def test_a_text_setting_takes_no_file(tenant: TenantRef) -> None:
    with pytest.raises(WrongSettingValue):
        change_file(
            key="office.phone",
            file=ConfigurationFile(".png", png()),
            by=SYSTEM,
            at=timezone.now(),
        )


def test_settings_of_a_module_that_is_off_are_not_shown(
    tenant: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert section("complaints")
    monkeypatch.setattr(modules, "is_on", lambda name: name != "complaints")

    assert section("complaints") is None


def test_a_group_that_nobody_named_wears_its_modules_label(tenant: TenantRef) -> None:
    found = section("complaints")

    assert found
    assert isinstance(found.group, Group)
    assert str(found.group.label) == next(
        str(m.label) for m in modules.manifests() if m.name == "complaints"
    )


def test_times_and_units_are_written_as_people_say_them(manager: Visitor) -> None:
    unit = people.division("electrical", name_th="งานไฟฟ้าสาธารณะ")
    changes = {
        "complaints.response_minutes_0": "2",
        "complaints.response_minutes_1": "hours",
        "complaints.fallback_unit": unit.code,
    }

    manager.post(f"{EDIT}complaints", posted("complaints", **changes))

    changed = Entry.objects.filter(action="configuration.setting_changed")
    assert set(changed.values_list("subject", flat=True)) == {
        "setting:complaints.response_minutes",
        "setting:complaints.fallback_unit",
    }
    assert setting("complaints.response_minutes") == 120
    page = manager.get(f"{VALUES}complaints").content.decode()
    assert "2 ชั่วโมงทำการ" in page
    assert "งานไฟฟ้าสาธารณะ" in page
