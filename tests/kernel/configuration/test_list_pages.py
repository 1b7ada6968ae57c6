"""The pages of the lists: for whoever may look, for whoever may change, in both languages."""

import json
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel import modules
from kernel.access.models import Division, Position
from kernel.access.permissions import Permission as House
from kernel.clocks.models import Calendar
from kernel.clocks.permissions import Permission as Hours
from kernel.configuration import editing
from kernel.configuration.catalogues import catalogues
from kernel.configuration.errors import ListIsFixed
from kernel.configuration.exporting import export
from kernel.configuration.listing import listed
from kernel.configuration.permissions import Permission
from kernel.geo.models import Village
from kernel.ports import TenantRef
from modules.complaints.models import Category, Part, StateLabel
from tests.kernel.access import people
from tests.kernel.access.people import Visitor
from tests.kernel.configuration.lists import CHIEF, NOW, furnish, named, posted

PAGE = "/desk/settings/"
PATHS = ("", "new/", "{pk}/", "{pk}/remove/")
NAMES = [catalogue.name for catalogue in catalogues()]


@pytest.fixture
def signed_in(tenant: TenantRef) -> Callable[..., Visitor]:
    furnish()

    def sign_in(*permissions: str) -> Visitor:
        officer = people.with_password(people.officer())
        people.seat(officer, people.position("it", *permissions))
        visitor = Visitor(tenant)
        visitor.sign_in("somchai")
        return visitor

    return sign_in


@pytest.fixture
def manager(signed_in: Callable[..., Visitor]) -> Visitor:
    return signed_in(*Permission, *House, Hours.MANAGE)


@pytest.fixture
def reader(signed_in: Callable[..., Visitor]) -> Visitor:
    return signed_in(Permission.VIEW, House.PEOPLE_VIEW)


def test_each_list_shows_its_rows_and_the_way_to_add(manager: Visitor) -> None:
    index = manager.get(PAGE).content.decode()
    for name in NAMES:
        page = manager.get(f"{PAGE}{name}/").content.decode()

        rows = listed(named(name))
        assert rows
        assert all(f'id="row-{item.row.pk}"' in page for item in rows)
        assert (f"{PAGE}{name}/new/" in page) != named(name).is_fixed
        assert str(named(name).label) in index


def test_whoever_may_only_look_changes_nothing(reader: Visitor) -> None:
    for name in set(NAMES) - {"working-hours"}:
        pk = listed(named(name))[0].row.pk

        page = reader.get(f"{PAGE}{name}/?order=1")

        assert page.status_code == HTTPStatus.OK
        assert f"{PAGE}{name}/{pk}/" not in page.content.decode()
        assert f"{PAGE}{name}/new/" not in page.content.decode()
        for path in ("new/", f"{pk}/", f"{pk}/remove/"):
            assert reader.get(f"{PAGE}{name}/{path}").status_code == HTTPStatus.FORBIDDEN
        for path in ("new/", f"{pk}/", f"{pk}/remove/", f"{pk}/switch/", f"{pk}/move/"):
            assert reader.post(f"{PAGE}{name}/{path}").status_code == HTTPStatus.FORBIDDEN


def test_an_untouched_form_sent_back_changes_nothing(manager: Visitor) -> None:
    before = export().objects
    for name in NAMES:
        for item in listed(named(name))[:2]:
            sent = posted(named(name), item.row.pk)

            answer = manager.post(f"{PAGE}{name}/{item.row.pk}/", sent)

            assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()
    assert export().objects == before


def test_the_pages_speak_english(manager: Visitor) -> None:
    manager.post("/ui/language/", {"language": "en"})
    for name in NAMES:
        pk = listed(named(name))[0].row.pk
        for path in ("", f"{pk}/") if named(name).is_fixed else PATHS:
            page = manager.get(f"{PAGE}{name}/{path.format(pk=pk)}")
            assert page.status_code == HTTPStatus.OK
            assert '<html lang="en"' in page.content.decode()


def test_more_rows_cost_no_more_queries(manager: Visitor) -> None:
    def asked() -> dict[str, int]:
        counts = {}
        for name in ("categories", "parts", "divisions", "positions"):
            with CaptureQueriesContext(connection) as found:
                manager.get(f"{PAGE}{name}/")
            counts[name] = len(found)
        return counts

    asked()
    few = asked()
    unit = Division.objects.get(code="electrical")
    for number in range(15):
        Category.objects.create(code=f"c{number}", name_th="ก", unit=unit)
        Part.objects.create(code=f"p{number}", name_th="ก", unit_th="ข")
        Division.objects.create(code=f"d{number}", name_th="ก", parent=unit)
        Position.objects.create(code=f"s{number}", title_th="ก", division=unit)

    assert asked() == few


def test_the_settings_page_counts_everything_with_one_query(manager: Visitor) -> None:
    manager.get(PAGE)
    with CaptureQueriesContext(connection) as found:
        page = manager.get(PAGE).content.decode()

    counting = [query for query in found if "UNION ALL" in query["sql"]]
    assert len(counting) == 1
    assert f'<span class="count">{Category.objects.count()}<' in page


def test_a_category_is_changed_in_words_that_people_use(manager: Visitor) -> None:
    category = Category.objects.get(code="noise")
    sent = posted(
        named("categories"),
        category.pk,
        name_th="เสียงดังยามวิกาล",
        resolution_minutes_0="3",
        resolution_minutes_1="days",
        answer_minutes_0="2",
        answer_minutes_1="hours",
        **{"questions-1-label_th": "ใกล้ที่ใด", "questions-1-choices": "ตลาด\nวัด", "questions-1-required": "on"},
    )  # fmt: skip

    answer = manager.post(f"{PAGE}categories/{category.pk}/", sent)

    assert answer["Location"] == f"{PAGE}categories/#row-{category.pk}"
    category.refresh_from_db()
    assert (category.resolution_minutes, category.answer_minutes) == (3 * 480, 120)
    assert category.questions[0]["code"] == "time"
    assert category.questions[1] == {
        "code": "q2",
        "label_th": "ใกล้ที่ใด",
        "label_en": "",
        "required": True,
        "choices": ["ตลาด", "วัด"],
    }


def test_what_does_not_fit_is_said_beside_the_field(manager: Visitor) -> None:
    category = Category.objects.get(code="noise")
    sent = posted(named("categories"), category.pk, name_th="", resolution_minutes_0="-1")

    answer = manager.post(f"{PAGE}categories/{category.pk}/", sent)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "form-errors" in page
    assert 'aria-invalid="true"' in page


def test_a_stale_page_is_told_and_keeps_what_was_written(manager: Visitor) -> None:
    category = Category.objects.get(code="noise")
    sent = posted(named("categories"), category.pk, name_th="เสียงของฉัน")
    Category.objects.filter(pk=category.pk).update(name_th="เสียงของเขา")

    answer = manager.post(f"{PAGE}categories/{category.pk}/", sent)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "มีผู้อื่นแก้ไข" in answer.content.decode()
    assert "เสียงของฉัน" in answer.content.decode()


def test_a_row_is_added_moved_switched_off_and_deleted_by_hand(manager: Visitor) -> None:
    manager.post(f"{PAGE}parts/new/", {"name_th": "ปั๊มน้ำ", "name_en": "Pump", "unit_th": "ตัว"})
    part = Part.objects.get(code="pump")

    manager.post(f"{PAGE}parts/{part.pk}/move/", {"to": "top"})
    assert listed(named("parts"))[0].row.pk == part.pk
    manager.post(f"{PAGE}parts/{part.pk}/switch/", {"to": "off"})
    assert not Part.objects.get(pk=part.pk).is_active
    assert "ไม่มีสิ่งใดใช้" in manager.get(f"{PAGE}parts/{part.pk}/remove/").content.decode()
    manager.post(f"{PAGE}parts/{part.pk}/remove/")

    assert not Part.objects.filter(pk=part.pk).exists()
    assert manager.get(f"{PAGE}parts/{part.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_page_before_deleting_says_what_stands_in_the_way(manager: Visitor) -> None:
    unit = Division.objects.get(code="electrical")

    page = manager.get(f"{PAGE}divisions/{unit.pk}/remove/").content.decode()

    assert "ประเภทเรื่องร้องเรียน (" in page
    assert "ลบถาวร" not in page
    manager.post(f"{PAGE}divisions/{unit.pk}/remove/")
    assert Division.objects.filter(pk=unit.pk).exists()


def test_a_search_finds_by_thai_and_english(manager: Visitor) -> None:
    for words in ("ไฟถนนเปิดค้าง", "light on by DAY"):
        page = manager.get(f"{PAGE}categories/", {"q": words}).content.decode()
        assert "ไฟถนนเปิดค้างกลางวัน" in page
        assert "ขอติดตั้งไฟเพิ่ม" not in page
    assert "ไม่พบรายการที่ค้นหา" in manager.get(f"{PAGE}categories/?q=zzz").content.decode()


def test_what_is_switched_off_is_not_offered_but_stays_where_it_is(manager: Visitor) -> None:
    unit = Division.objects.get(code="electrical")
    editing.switch_off(catalogue=named("divisions"), pk=unit.pk, by=CHIEF, at=NOW)
    mine = Category.objects.filter(unit=unit)[0]
    other = Category.objects.exclude(unit=unit)[0]

    option = f"{unit.name_th}</option>"
    assert option in manager.get(f"{PAGE}categories/{mine.pk}/").content.decode()
    assert option not in manager.get(f"{PAGE}categories/{other.pk}/").content.decode()


SQUARE = [[98.9, 18.7], [98.91, 18.7], [98.91, 18.71], [98.9, 18.7]]


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ใช่",
        "[1, 2]",
        json.dumps({"type": "Point", "coordinates": [98.9, 18.7]}),
        json.dumps({"type": "Polygon", "coordinates": [SQUARE[:2]]}),
        json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}),
    ],
)
def test_what_is_no_area_is_refused_with_what_to_do(manager: Visitor, text: str) -> None:
    village = Village.objects.order_by("pk")[0]

    answer = manager.post(
        f"{PAGE}villages/{village.pk}/", posted(named("villages"), village.pk, geom=text)
    )

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "โปรดกดวาดใหม่" in answer.content.decode()


def test_an_area_is_drawn_and_taken_away(manager: Visitor) -> None:
    village = Village.objects.order_by("pk")[0]
    path, drawn = f"{PAGE}villages/{village.pk}/", {"type": "Polygon", "coordinates": [SQUARE]}

    manager.post(path, posted(named("villages"), village.pk, geom=json.dumps(drawn)))
    village.refresh_from_db()
    assert village.geom.area == pytest.approx(0.00005)
    manager.post(path, posted(named("villages"), village.pk, geom=""))
    village.refresh_from_db()

    assert village.geom is None


def test_nobody_locks_everybody_out(manager: Visitor) -> None:
    seat = Position.objects.get(code="it")

    manager.post(f"{PAGE}positions/{seat.pk}/switch/", {"to": "off"})
    manager.post(
        "/desk/people/rights/?module=access", {"shown": [seat.pk], f"position-{seat.pk}": []}
    )
    page = manager.post(f"/desk/people/positions/{seat.pk}/", {"permissions": []})

    assert "จะไม่เหลือใครที่จัดการเจ้าหน้าที่" in page.content.decode()
    seat.refresh_from_db()
    assert seat.is_active
    assert House.PEOPLE_MANAGE in seat.permissions


def test_the_table_of_permissions_changes_one_module_only(manager: Visitor) -> None:
    seat = Position.objects.exclude(code="it").filter(permissions__contains=["audit.view"])[0]

    manager.post(
        "/desk/people/rights/?module=complaints",
        {"shown": [seat.pk], f"position-{seat.pk}": ["complaints.view", "people.manage"]},
    )

    seat.refresh_from_db()
    assert "audit.view" in seat.permissions
    assert [p for p in seat.permissions if p.startswith("complaints.")] == ["complaints.view"]
    assert "people.manage" not in seat.permissions


def test_phases_are_worded_and_go_back_to_the_products_words(manager: Visitor) -> None:
    path = f"{PAGE}state-words/"
    sent = {"new-th": "รับไว้แล้ว", "new-en": "In", "triage-th": "", "triage-en": ""}

    manager.post(path, sent)

    assert StateLabel.objects.get(state="new").label_th == "รับไว้แล้ว"
    assert not StateLabel.objects.filter(state="triage").exists()
    refused = manager.post(path, {"new-en": "In"})
    assert refused.status_code == HTTPStatus.BAD_REQUEST


def test_the_lists_of_a_module_that_is_off_are_not_there(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modules, "is_on", lambda name: name != "complaints")

    assert manager.get(f"{PAGE}categories/").status_code == HTTPStatus.NOT_FOUND
    assert f"{PAGE}categories/" not in manager.get(PAGE).content.decode()


def test_working_hours_are_written_day_by_day_and_due_dates_follow(manager: Visitor) -> None:
    calendar = Calendar.objects.get(code="office")
    path = f"{PAGE}working-hours/{calendar.pk}/"
    saturday = {"week-sat": "09:00-12:00"}

    manager.post(path, posted(named("working-hours"), calendar.pk, **saturday))

    calendar.refresh_from_db()
    assert calendar.week["sat"] == ["09:00-12:00"]
    assert calendar.week["mon"] == ["08:30-16:30"]
    wrong = posted(named("working-hours"), calendar.pk, **{"week-mon": "เช้าถึงเย็น"})
    assert "08:30-16:30" in manager.post(path, wrong).content.decode()
    nobody = {f"week-{day}": "" for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
    refused = manager.post(path, posted(named("working-hours"), calendar.pk, **nobody))
    assert refused.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("ร-{n:05d}", "ต้องมี {year} หรือ {year2}"),
        ("ร-{year}", "ต้องมี {n}"),
        ("เรื่องร้องเรียนร้องทุกข์ของเทศบาล-{year}-{n}", "ยาวเกินไป"),
    ],
)
def test_a_book_never_writes_two_numbers_alike(manager: Visitor, pattern: str, words: str) -> None:
    book = listed(named("books"))[0].row
    sent = posted(named("books"), book.pk, pattern=pattern)

    answer = manager.post(f"{PAGE}books/{book.pk}/", sent)

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert words in answer.content.decode()


def test_a_fixed_list_neither_grows_nor_shrinks(manager: Visitor) -> None:
    book = listed(named("books"))[0].row

    for path in ("new/", f"{book.pk}/remove/"):
        assert manager.get(f"{PAGE}books/{path}").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(ListIsFixed):
        editing.remove(catalogue=named("books"), pk=book.pk, by=CHIEF, at=NOW)
    with pytest.raises(ListIsFixed):
        editing.add(catalogue=named("books"), values={}, by=CHIEF, at=NOW)
