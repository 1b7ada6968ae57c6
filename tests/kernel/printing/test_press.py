"""What comes out of the press: Thai that can be read back, and nothing from elsewhere."""

import re
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image, ImageFile
from pypdf import PdfReader

from kernel.actors import SYSTEM
from kernel.documents import services as documents
from kernel.documents.errors import ForeignKeyRefused
from kernel.documents.models import Document
from kernel.ports import TenantRef
from kernel.printing.errors import AddressRefused
from kernel.printing.pages import Paper, composed, printed
from kernel.printing.pictures import for_print
from kernel.tenancy import tenant_scope
from tests.modules.complaints.town import photo

LETTER = "สำนักงานเทศบาล ที่ทำการน้ำประปา ผู้ปฏิบัติงานทั้งสิ้น ๑๒ คน ปรับปรุงถนน ญาติ ฐาน กตัญญู"
HEAD = '<link rel="stylesheet" href="static:printing/paper.css">'


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF, spelt the usual way."""
    words = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", words)


def page(html: str, **pictures: bytes) -> Paper:
    return Paper(html=f'<html lang="th"><head>{HEAD}</head><body>{html}', pictures=pictures)


def picture() -> bytes:
    body = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(body, "JPEG")
    return body.getvalue()


def test_every_thai_word_is_read_back_in_its_own_order() -> None:
    found = text_of(printed([page(f"<p>{LETTER}</p>")]))

    assert [word for word in LETTER.split() if word not in found] == []


def test_the_type_face_is_the_houses_own_and_travels_with_the_paper() -> None:
    reader = PdfReader(BytesIO(printed([page("<p>เรื่อง <b>ด่วน</b> ABC 123</p>")])))
    fonts = reader.pages[0]["/Resources"]["/Font"]

    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert names
    assert all("Sarabun" in name for name in names)


def test_the_same_page_is_printed_the_same() -> None:
    once, again = (printed([page(f"<p>{LETTER}</p>")]) for _ in range(2))

    assert text_of(once) == text_of(again)
    assert len(once) == len(again)


def test_papers_follow_one_another_and_each_counts_its_own_pages() -> None:
    pdf = printed(page(f"<p>{words}</p>") for words in ("หนึ่ง", "สอง"))

    reader = PdfReader(BytesIO(pdf))
    assert [("หนึ่ง" in p.extract_text(), "สอง" in p.extract_text()) for p in reader.pages] == [
        (True, False),
        (False, True),
    ]
    assert "หน้า ๑ จาก ๑" in text_of(pdf)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "data:image/png;base64,aGVsbG8=",
        "static:../../../config/env.py",
        "static:/etc/passwd",
        "static:printing/OFL.txt",
        "picture:somebody-elses",
        "x.png",
    ],
)
@pytest.mark.parametrize("html", ['<img src="{}">', '<link rel="stylesheet" href="{}">'])
def test_whatever_is_not_the_papers_own_stops_the_press(html: str, address: str) -> None:
    with pytest.raises(AddressRefused):
        printed([page(html.format(address), own=picture())])


def test_a_picture_that_was_given_is_printed() -> None:
    reader = PdfReader(BytesIO(printed([page('<img src="picture:own">', own=picture())])))

    assert len(reader.pages[0].images) == 1


def _photo_in(tenant: TenantRef) -> Document:
    with tenant_scope(tenant):
        return documents.receive(photo(), kind="complaint_photo", by=SYSTEM, at=timezone.now())


def test_a_photo_becomes_a_small_jpeg_and_a_foreign_one_is_refused(
    banmai: TenantRef, nadee: TenantRef, run_jobs
) -> None:
    ours, theirs = _photo_in(banmai), _photo_in(nadee)
    run_jobs()
    with tenant_scope(nadee):
        theirs.refresh_from_db()
    with tenant_scope(banmai):
        ours.refresh_from_db()

        body = for_print(ours)
        assert body is not None
        assert Image.open(BytesIO(body)).format == "JPEG"
        with pytest.raises(ForeignKeyRefused):
            for_print(theirs)


def test_a_photo_that_is_not_checked_yet_is_left_out(tenant: TenantRef) -> None:
    waiting = documents.receive(photo(), kind="complaint_photo", by=SYSTEM, at=timezone.now())

    assert for_print(waiting) is None


def test_a_paper_carries_the_towns_name_and_days_in_thai(tenant: TenantRef) -> None:
    at = datetime(2026, 11, 22, 2, 5, tzinfo=UTC)

    paper = composed("printing/paper.html", {}, pictures={}, printed_by="กานดา", at=at)

    assert "เทศบาลตำบลบ้านใหม่" in paper.html
    assert "พิมพ์โดย กานดา เมื่อ ๒๒ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๐๕ น." in paper.html


def test_the_press_does_not_let_broken_pictures_into_the_house() -> None:
    import_module("kernel.printing.press")

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
