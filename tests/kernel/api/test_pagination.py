"""Pages follow one another without a gap or a repetition."""

import base64

import pytest

from tests.kernel.api.conftest import LAMPS, Caller

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.api.probe")]


def test_every_row_is_seen_once_though_many_share_a_name(caller: Caller) -> None:
    for number in range(7):
        assert caller.lamp("เดียวกัน" if number % 3 else "ต่างกัน").status_code == 201

    seen, address = [], f"{LAMPS}?page_size=2"
    while address:
        page = caller.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]

    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("text", ["p=%00", "p=x&o=-4", "o=999999999999", "r=1&p=\ud800", "%%%"])
def test_a_cursor_nobody_gave_out_leads_nowhere(caller: Caller, text: str) -> None:
    cursor = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()

    answer = caller.get(LAMPS, {"cursor": cursor})

    assert answer.status_code in {200, 404}
