from hypothesis import given
from hypothesis import strategies as st

from modules.complaints.models.tracking_code import (
    ALPHABET,
    LENGTH,
    grouped,
    new_tracking_code,
    read_tracking_code,
)

codes = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_carries_at_least_128_bits() -> None:
    assert len(ALPHABET) ** LENGTH >= 2**128
    assert len({new_tracking_code() for _ in range(1000)}) == 1000


@given(codes)
def test_a_code_is_read_back_however_it_is_typed(code: str) -> None:
    assert read_tracking_code(grouped(code)) == code
    assert read_tracking_code(grouped(code).lower().replace("-", " ")) == code
    assert read_tracking_code(f"  {code.replace('0', 'O').replace('1', 'l')}\n") == code


@given(st.text(max_size=60))
def test_anything_else_is_read_as_no_code(text: str) -> None:
    read = read_tracking_code(text)

    assert read == "" or (len(read) == LENGTH and set(read) <= set(ALPHABET))
