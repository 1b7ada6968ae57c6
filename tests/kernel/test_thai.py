"""Thai text and dates."""

import unicodedata
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import thai

MARKS = "\u0e31\u0e34\u0e38\u0e3a\u0e47\u0e48\u0e49\u0e4c\u0e4d\u0e33\u0301"
TRICKY = st.text(alphabet="กนป เเแา\u200b\u202e\x08é" + MARKS)
RIGHT = ["พันธุ์", "สิทธิ์", "ก็", "เก้าอี้", "ผู้ใหญ่บ้าน", "ทำ", "น้ำ", "ฤๅษี", "ๆ", "ฯลฯ"]


def test_digits_go_both_ways() -> None:
    assert thai.thai_digits("ร-69/00012") == "ร-๖๙/๐๐๐๑๒"
    assert thai.arabic_digits("ร-๖๙/๐๐๐๑๒") == "ร-69/00012"


def test_dates_carry_the_buddhist_year_and_the_thai_month() -> None:
    moment = datetime(2026, 11, 22, 2, 5, tzinfo=UTC)

    assert thai.thai_date(moment) == "22 พฤศจิกายน 2569"
    assert thai.thai_short_date(moment) == "22 พ.ย. 2569"
    assert thai.thai_datetime(moment) == "22 พฤศจิกายน 2569 เวลา 09.05 น."
    assert thai.thai_short_datetime(moment) == "22 พ.ย. 2569 09.05 น."
    assert thai.thai_weekday(moment) == "วันอาทิตย์"
    assert thai.thai_date(date(2026, 4, 13)) == "13 เมษายน 2569"


def test_the_year_turns_at_midnight_in_bangkok() -> None:
    assert thai.be_year(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)) == 2569
    assert thai.be_year(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 2570


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("นํา", "นำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("น\u0e49\u0e49ำ", "น้ำ"),
        ("เเม่เหียะ", "แม่เหียะ"),
        ("ก\u0e48\u0e34น", "กิ่น"),
        ("พันธ\u0e4c\u0e38", "พันธุ์"),
        ("แม่\u200bเหียะ", "แม่เหียะ"),
        ("\u202eกลับ\u202c", "กลับ"),
        ("ไฟ\x08ดับ\x00", "ไฟดับ"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_looks_equal_becomes_equal(typed: str, meant: str) -> None:
    assert thai.normalise_thai(typed) == meant


@pytest.mark.parametrize(
    "word", ["พันธุ์", "สิทธิ์", "ก็", "เก้าอี้", "ผู้ใหญ่บ้าน", "ทำ", "น้ำ", "ฤๅษี", "ๆ", "ฯลฯ"]
)
def test_right_spelling_stays(word: str) -> None:
    assert thai.normalise_thai(word) == word


@given(TRICKY | st.text())
def test_normalising_twice_changes_nothing_and_xml_can_carry_it(text: str) -> None:
    once = thai.normalise_thai(text)

    assert thai.normalise_thai(once) == once
    assert unicodedata.is_normalized("NFC", once)
    element = ET.Element("words")
    element.text = once
    assert ET.fromstring(ET.tostring(element)).tag == "words"  # noqa: S314 - our own text


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert thai.clean_text(thai.clean_text(text)) == thai.clean_text(text)
    assert "\n" not in thai.clean_line(text)


def test_clean_text_keeps_paragraphs() -> None:
    assert thai.clean_text("  ไฟดับ  \r\n\r\n\r\n\r\nหน้าบ้าน \r\n") == "ไฟดับ\n\nหน้าบ้าน"
