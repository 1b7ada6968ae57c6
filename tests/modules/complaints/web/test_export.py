import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest

from kernel.audit.models import Entry as AuditEntry
from kernel.ports import TenantRef
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.services import Contact, exporting
from modules.complaints.web.sheets import harmless
from tests.modules.complaints.desk import Visitor, hired, signed_in
from tests.modules.complaints.town import FRIDAY, Town, assigned, filed

ADDRESS = "/desk/complaints/export/?tray=all"
RIGHTS = (Permission.VIEW, Permission.VIEW_ALL, Permission.STATISTICS)


@pytest.fixture
def mayor(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the mayor, who sees no contact."""
    return signed_in(tenant, hired("mayor", town.health, *RIGHTS))


@pytest.fixture
def palad(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the municipal clerk, who may see contacts."""
    return signed_in(tenant, hired("palad", town.health, *RIGHTS, Permission.SEE_CONTACT))


def lines(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_a_sheet_has_thai_headings_and_years_of_the_buddhist_era(
    mayor: Visitor, town: Town
) -> None:
    complaint = assigned(town)

    (line,) = lines(mayor.post(ADDRESS, {"format": "csv"}))

    assert line["เลขที่เรื่อง"] == complaint.number
    assert line["วันที่รับแจ้ง"] == "10/04/2569 15:30"
    assert line["หน่วยงาน"] == "กองช่าง"
    assert line["นาทีทำการจนตอบรับ"] == "10"
    assert "โทรศัพท์" not in line


def test_contacts_stay_out_and_are_blotted_out_of_the_words(mayor: Visitor, town: Town) -> None:
    filed(words="โทรหา 081-234-5678 หรือ somchai@example.com")

    answer = mayor.post(ADDRESS, {"format": "csv"})

    assert lines(answer)[0]["รายละเอียด"] == "โทรหา ••• หรือ •••"
    assert mayor.post(ADDRESS, {"format": "csv", "with_contact": "on"}).status_code == 403


def test_every_contact_taken_away_is_a_look_in_the_book(palad: Visitor, town: Town) -> None:
    complaint = assigned(town)
    filed(FRIDAY, client_key="x", words="อีกเรื่อง", contact=Contact())

    found = lines(palad.post(ADDRESS, {"format": "csv", "with_contact": "on"}))

    assert {line["ชื่อผู้แจ้ง"] for line in found} == {"สมชาย ใจดี", ""}
    looks = AuditEntry.objects.filter(subject=f"complaint:{complaint.pk}", reason="ส่งออกรายการ")
    assert looks.count() == 1
    taken = AuditEntry.objects.get(action="complaint.exported")
    assert taken.after["rows"] == 2


def test_the_sheet_holds_what_the_list_shows(mayor: Visitor, town: Town) -> None:
    assigned(town)
    filed(client_key="r", category="rubbish", words="ขยะ")
    for query in ("&category=rubbish", "&outcome=open", "&unit=-", "&words=ขยะ"):
        shown = mayor.get(f"/desk/complaints/?tray=all{query}").context["page"].paginator.count
        assert len(lines(mayor.post(ADDRESS + query, {"format": "csv"}))) == shown, query


def test_excel_opens_it_and_no_cell_is_a_formula(mayor: Visitor, town: Town) -> None:
    filed(words='=HYPERLINK("http://example.com","กด")')

    answer = mayor.post(ADDRESS, {"format": "xlsx"})

    with ZipFile(BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "'=HYPERLINK" in words
    assert "เลขที่เรื่อง" in words


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1"])
def test_what_a_spreadsheet_would_compute_gets_a_mark(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["ไฟดับ", "", None, -1, 98.5, "a=b", "โทร -"])
def test_what_is_harmless_stays_as_it_is(cell: Any) -> None:
    assert harmless(cell) == cell


def test_a_list_that_is_too_long_leads_back_and_says_so(
    mayor: Visitor, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    assigned(town)
    filed(client_key="r", words="อีกเรื่อง")

    answer = mayor.post(ADDRESS, {"format": "csv"})

    assert answer.status_code == 302
    assert "ไม่เกิน 1 เรื่อง" in mayor.get(answer["Location"]).content.decode()
    assert not AuditEntry.objects.filter(action="complaint.exported").exists()


def test_only_who_may_takes_lists_away(clerk: Visitor, citizen: Visitor, town: Town) -> None:
    assert clerk.post(ADDRESS, {"format": "csv"}).status_code == 403
    assert citizen.post(ADDRESS, {"format": "csv"}).status_code == 302
    assert Complaint.objects.count() == 0
    assert "ส่งออกรายการ" not in clerk.get("/desk/complaints/?tray=all").content.decode()
