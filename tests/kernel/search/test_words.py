"""Text as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.search import normalise, search_text, search_words


@pytest.mark.parametrize(
    ("shown", "compared"),
    [
        ("ไฟทาง  ดับ\nหน้าวัด", "ไฟทาง ดับ หน้าวัด"),
        ("น\u0e4d\u0e49\u0e32ท่วม", "น้ำท่วม"),
        ("เเม่เหียะ", "แม่เหียะ"),
        ("บ้านเลขที่ ๑๒๓/๔", "บ้านเลขที่ 123 4"),
        ("ร-๖๙-๐๐๐๑๒", "ร-6900012"),
        ("081-234-5678", "0812345678"),
        ("ＡＢＣ Tesco LOTUS", "abc tesco lotus"),
        ("ทำ", "ทำ"),
        ("  ", ""),
    ],
)
def test_text_is_compared_without_its_accidents(shown: str, compared: str) -> None:
    assert normalise(shown) == compared


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_record_is_found_by_any_of_its_parts() -> None:
    assert search_text("ร-69-00012", None, "ไฟดับ", "", 7) == "ร-6900012 ไฟดับ 7"


def test_the_longest_word_of_a_question_comes_first_and_each_once() -> None:
    assert search_words("ไฟ ถนนสายเอเชีย ดับ ไฟ") == ["ถนนสายเอเชีย", "ดับ", "ไฟ"]
