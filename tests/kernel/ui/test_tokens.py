"""The tokens: enough contrast in both themes, and small files."""

import re

import pytest

from kernel.ui.colour import contrast
from tests.kernel.ui.sources import STATIC, token_blocks

BLOCKS = token_blocks()
GROUNDS = ("--canvas", "--surface", "--sunken")
TEXT = [(ink, ground) for ink in ("--ink", "--ink-soft", "--ink-faint") for ground in GROUNDS]
MEANING = [
    *((f"--{kind}-ink", f"--{kind}-soft") for kind in ("info", "success", "warning", "danger")),
    *((f"--{kind}-ink", ground) for kind in ("danger", "info", "success") for ground in GROUNDS),
    ("--on-danger", "--danger"),
    ("--danger", "--surface"),
    ("--on-brand", "--brand"),
    ("--on-brand", "--brand-strong"),
    ("--on-brand-soft", "--brand-soft"),
    *(("--brand", ground) for ground in GROUNDS),
]
EDGES = [(edge, ground) for edge in ("--line-strong", "--focus") for ground in GROUNDS]


@pytest.mark.parametrize("theme", ["light", "device"])
@pytest.mark.parametrize(("text", "ground"), TEXT + MEANING)
def test_text_reads_on_its_ground(theme: str, text: str, ground: str) -> None:
    tokens = BLOCKS[theme]

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "device"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_focus_are_seen(theme: str, edge: str, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.11: 3:1."""
    tokens = BLOCKS[theme]

    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_dark_by_hand_is_dark_by_device() -> None:
    assert BLOCKS["hand"] == BLOCKS["device"]


def test_dark_redefines_every_colour_of_light() -> None:
    colours = {name for name, value in BLOCKS["light"].items() if value.startswith(("#", "rgb"))}

    assert colours <= set(BLOCKS["device"])


def test_no_other_stylesheet_names_a_colour() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    allowed = {"#fff", "#000", "#999"}  # on a photo and on paper, where no theme reaches

    for path in (STATIC / "css").glob("*.css"):
        if path.name != "tokens.css":
            assert set(literal.findall(path.read_text())) <= allowed, path.name


def test_the_stylesheets_stay_small() -> None:
    assert sum(path.stat().st_size for path in (STATIC / "css").glob("*.css")) < 60_000


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "css" / "tokens.css").read_text()))

    for path in (STATIC / "css").glob("*.css"):
        used = set(re.findall(r"var\((--[a-z0-9-]+)", path.read_text()))
        assert used <= defined, (path.name, used - defined)


def test_thai_body_text_has_room_for_its_marks() -> None:
    css = (STATIC / "css" / "tokens.css").read_text()

    assert float(re.search(r"--leading: ([\d.]+);", css)[1]) >= 1.65
