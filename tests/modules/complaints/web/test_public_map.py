"""Many public cases on one map: counted by squares, none lost, each circle leads to its cases."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.gis.geos import Point
from django.core.cache import cache

from modules.complaints.models import Complaint, Publication
from modules.complaints.services import publishing
from modules.complaints.services.publishing import Publishing
from modules.complaints.states import State
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import FRIDAY, INSIDE, Town, assigned, clerk

WHOLE_TOWN = "98.90000,18.70000,99.00000,18.78000"


def published_at(town: Town, *places: tuple[float, float]) -> list[Publication]:
    """Publish a case at each place."""
    rows = []
    for number, pin in enumerate(places):
        complaint = assigned(town, client_key=f"k{number}", words=f"เรื่องที่ {number}", pin=pin)
        rows.append(
            publishing.publish(
                complaint_id=complaint.pk, publishing=Publishing(), by=clerk(), at=FRIDAY
            )
        )
    return rows


def feed(citizen: Visitor, **asked: Any) -> list[dict[str, Any]]:
    cache.clear()
    answer = citizen.get(f"/cases/map.geojson?{urlencode(asked)}")
    assert answer.status_code == 200, answer.content
    features: list[dict[str, Any]] = json.loads(answer.content)["features"]
    return features


def totals(features: list[dict[str, Any]]) -> list[int]:
    return [feature["properties"]["total"] for feature in features]


def test_near_ones_are_one_circle_and_a_lonely_one_is_a_pin(citizen: Visitor, town: Town) -> None:
    rows = published_at(town, INSIDE, (98.9501, 18.7401), (98.92, 18.71))

    circle, pin = feed(citizen, bbox=WHOLE_TOWN, zoom=13)

    assert (circle["properties"]["total"], circle["properties"]["kind"]) == (2, "cluster")
    assert circle["geometry"]["coordinates"] == pytest.approx([98.95005, 18.74005], abs=0.002)
    assert pin["properties"]["url"] == f"/cases/{rows[2].public_id}/"
    assert len(feed(citizen, bbox="98.949,18.739,98.951,18.741", zoom=20)) == 2


@pytest.mark.parametrize("zoom", [8, 11, 13, 15])
def test_no_pin_is_lost_or_counted_twice_at_any_zoom(
    citizen: Visitor, town: Town, zoom: int
) -> None:
    places = [(98.95 + step * 0.0004, 18.72 + step * 0.0007) for step in range(12)]
    published_at(town, *places)

    assert sum(totals(feed(citizen, bbox=WHOLE_TOWN, zoom=zoom))) == 12


def test_a_circle_leads_to_exactly_its_cases(citizen: Visitor, town: Town) -> None:
    published_at(town, INSIDE, INSIDE, (98.92, 18.71))

    circle = feed(citizen, bbox=WHOLE_TOWN, zoom=13, standing="open")[0]
    answer = citizen.get(circle["properties"]["url"])

    assert "standing=open" in circle["properties"]["url"]
    assert answer.context["page"].paginator.count == circle["properties"]["total"] == 2
    assert len(answer.context["cases"]) == 2


def test_filters_hold_for_circles_too(citizen: Visitor, town: Town) -> None:
    rows = published_at(town, INSIDE, INSIDE, INSIDE)
    Complaint.objects.filter(pk=rows[0].pk).update(state=State.DONE, closed_at=FRIDAY)
    Complaint.objects.filter(pk=rows[1].pk).update(state=State.CANCELLED, closed_at=FRIDAY)

    for asked, expected in (
        ({}, [2]), ({"standing": "closed"}, [1]), ({"category": "light"}, [2]),
        ({"category": "rubbish"}, []), ({"village": "v01"}, [2]), ({"days": "30"}, []),
    ):  # fmt: skip
        found = feed(citizen, bbox=WHOLE_TOWN, zoom=12, **asked)
        assert totals(found) == expected, asked


def test_a_month_keeps_only_its_cases(citizen: Visitor, town: Town, settings: Any) -> None:
    published_at(town, INSIDE, INSIDE)
    answer = citizen.get("/cases/")
    months = [value for value, _name in answer.context["form"].fields["month"].choices]

    this_month = citizen.get(f"/cases/?month={months[1]}")

    assert len(months) == 25
    assert this_month.context["page"].paginator.count == 0
    Complaint.objects.update(submitted_at=f"{months[1]}-01T00:00+07:00")
    assert len(feed(citizen, month=months[1])) == 2
    assert feed(citizen, month=months[2]) == []


def test_what_no_screen_shows_is_refused(citizen: Visitor, town: Town) -> None:
    for asked in ({"bbox": WHOLE_TOWN, "zoom": 22}, {"bbox": "-180,-90,180,90", "zoom": 12},
                  {"bbox": WHOLE_TOWN, "zoom": 23}, {"bbox": WHOLE_TOWN, "zoom": "x"},
                  {"bbox": WHOLE_TOWN, "zoom": "²"}, {"bbox": "inf,0,1,1", "zoom": 9}):  # fmt: skip
        assert citizen.get(f"/cases/map.geojson?{urlencode(asked)}").status_code == 400, asked


def test_the_map_opens_where_the_cases_are(citizen: Visitor, town: Town) -> None:
    assert "data-box" not in citizen.get("/cases/").content.decode()

    cache.clear()
    row = published_at(town, INSIDE)[0]
    Publication.objects.filter(pk=row.pk).update(pin=Point(98.951, 18.742, srid=4326))
    answer = citizen.get("/cases/?standing=open").content.decode()

    assert 'data-box="98.95100,18.74200,98.95100,18.74200"' in answer


def test_a_box_that_cannot_be_read_is_left_out(citizen: Visitor, town: Town) -> None:
    published_at(town, INSIDE)

    answer = citizen.get("/cases/?box=a,b")

    assert answer.status_code == 200
    assert answer.context["page"].paginator.count == 1
