"""Whatever looks like a phone, a citizen id or a mail address is masked; plain numbers stay."""

import pytest

from kernel.observability.masking import MASK, masked, masked_text


@pytest.mark.parametrize(
    "secret",
    [
        "0812345678",
        "081-234-5678",
        "+66 81 234 5678",
        "053 123 456",
        "๐๘๑๒๓๔๕๖๗๘",
        "1509900123457",
        "1-5099-00123-45-7",
        "somchai.j+a@maehia.go.th",
    ],
)
def test_it_is_masked_wherever_it_stands(secret: str) -> None:
    assert masked_text(f"({secret})") == f"({MASK})"
    assert masked_text(f"โทร {secret} ด่วน") == f"โทร {MASK} ด่วน"


@pytest.mark.parametrize("text", ["ร-69-00012", "complaint:12345", "2569-11-22", "12.5 ms", "r8c2"])
def test_what_names_nobody_stays(text: str) -> None:
    assert masked_text(text) == text


def test_what_is_kept_under_a_telling_name_goes_whole() -> None:
    found = masked({"token": "abc", "reporter": {"x": 1}, "rows": [{"phone": "12"}, 3], "ok": 1})

    assert found == {"token": MASK, "reporter": MASK, "rows": [{"phone": MASK}, 3], "ok": 1}
