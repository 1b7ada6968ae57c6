"""A day in a form, said in the Buddhist era to readers of Thai."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from kernel.day_field import DayField


class Form(forms.Form):
    day = DayField(required=False)


def test_the_picker_gets_its_iso_day_and_the_reader_the_thai_one() -> None:
    shown = str(Form(initial={"day": date(2026, 11, 22)})["day"])

    assert 'type="date"' in shown
    assert 'value="2026-11-22"' in shown
    assert '<output class="day-said" for="id_day">22 พฤศจิกายน 2569</output>' in shown


@pytest.mark.parametrize("typed", ["", "22/11/2569", "2026-02-30", "<b>"])
def test_what_is_no_day_is_said_as_nothing(typed: str) -> None:
    shown = str(Form({"day": typed})["day"])

    assert '<output class="day-said" for="id_day"></output>' in shown
    assert "<b>" not in shown


def test_an_english_reader_sees_the_picker_alone() -> None:
    with translation.override("en"):
        assert "output" not in str(Form(initial={"day": date(2026, 11, 22)})["day"])
