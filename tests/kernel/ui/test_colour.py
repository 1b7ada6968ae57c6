"""Whatever colour a municipality chooses, its text can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.ui.colour import (
    DARK_SURFACES,
    LIGHT_SURFACES,
    Palette,
    contrast,
    dark_palette,
    light_palette,
    mix,
)
from kernel.ui.theme import stylesheet, stylesheet_version
from tests.kernel.ui.sources import token_blocks

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_mixing_nothing_changes_nothing() -> None:
    assert mix("#14566b", "#ffffff", 0) == "#14566b"
    assert mix("#14566b", "#ffffff", 1) == "#ffffff"


def _text_pairs(palette: Palette, surfaces: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (palette.on_brand, palette.brand),
        (palette.on_brand, palette.brand_strong),
        (palette.on_brand_soft, palette.brand_soft),
        *((palette.brand, surface) for surface in (*surfaces, palette.brand_soft)),
        *((palette.brand_strong, surface) for surface in surfaces),
    ]


@given(COLOURS)
def test_any_colour_gives_readable_text_on_paper(colour: str) -> None:
    for text, ground in _text_pairs(light_palette(colour), LIGHT_SURFACES):
        assert contrast(text, ground) >= 4.5, (text, ground)


@given(COLOURS)
def test_any_colour_gives_readable_text_in_the_dark(colour: str) -> None:
    for text, ground in _text_pairs(dark_palette(colour), DARK_SURFACES):
        assert contrast(text, ground) >= 4.5, (text, ground)


@given(COLOURS)
def test_the_stylesheet_holds_nothing_but_colour_tokens(colour: str) -> None:
    values = re.findall(r": (#[0-9a-f]{6});", stylesheet(colour))

    assert len(values) == 18
    assert stylesheet_version(colour) == stylesheet_version(colour)


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        light_palette("red; } body { display: none")


def test_the_surfaces_of_the_arithmetic_are_those_of_the_stylesheet() -> None:
    blocks = token_blocks()

    for surfaces, block in ((LIGHT_SURFACES, "light"), (DARK_SURFACES, "device")):
        tokens = blocks[block]
        assert surfaces == (tokens["--surface"], tokens["--canvas"], tokens["--sunken"])
