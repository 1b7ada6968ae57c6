import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kernel.actors import SYSTEM
from kernel.documents import redacting
from kernel.documents.models import Document, State
from kernel.documents.redacting import Box, BoxesWrong, NoPicture
from kernel.ports import TenantRef
from tests.modules.complaints.town import FRIDAY

SIDES = st.floats(min_value=0, max_value=100, exclude_max=True)
SIZES = st.floats(min_value=0.1, max_value=100)


def picture(size: tuple[int, int] = (120, 90), mode: str = "RGB") -> io.BytesIO:
    """Return a white picture as a store keeps it."""
    body = io.BytesIO()
    colour = (255, 255, 255, 60) if mode == "RGBA" else "white"
    Image.new(mode, size, colour).save(body, "WEBP" if mode == "RGBA" else "JPEG", quality=95)
    return body


@given(left=SIDES, top=SIDES, width=SIZES, height=SIZES)
def test_everything_under_a_box_is_black_wherever_it_lies(
    left: float, top: float, width: float, height: float
) -> None:
    box = Box(left=left, top=top, width=width, height=height)

    made = Image.open(io.BytesIO(redacting.blackened(picture(), [box])))

    across, down = made.size
    xs = {int(left * across / 100), min(across - 1, int((left + width) * across / 100))}
    ys = {int(top * down / 100), min(down - 1, int((top + height) * down / 100))}
    # JPEG rounds: black is what no eye can tell from it.
    assert all(max(made.getpixel((x, y))) < 40 for x in xs for y in ys)  # type: ignore[arg-type]


def test_what_lies_beside_the_box_stays(tenant: TenantRef) -> None:
    made = redacting.blackened(picture(), [Box(left=0, top=0, width=50, height=50)])

    shown = Image.open(io.BytesIO(made))
    assert shown.format == "JPEG"
    assert min(shown.getpixel((100, 70))) > 240  # type: ignore[arg-type]
    assert not shown.getexif()


def test_glass_becomes_opaque() -> None:
    box = Box(left=10, top=10, width=20, height=20)

    made = Image.open(io.BytesIO(redacting.blackened(picture(mode="RGBA"), [box])))

    assert made.mode == "RGB"
    assert max(made.getpixel((20, 15))) < 40  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [Box(left=0, top=0, width=1, height=1)] * 21,
        [Box(left=-1, top=0, width=1, height=1)],
        [Box(left=100, top=0, width=1, height=1)],
        [Box(left=0, top=0, width=0, height=1)],
        [Box(left=float("nan"), top=0, width=1, height=1)],
    ],
)
def test_boxes_that_cover_nothing_are_refused(boxes: list[Box]) -> None:
    document = Document(state=State.READY, content_type="image/jpeg")

    with pytest.raises(BoxesWrong):
        redacting.redact(document=document, boxes=boxes, by=SYSTEM, at=FRIDAY)


@pytest.mark.parametrize(
    ("state", "kind"), [(State.PENDING, "image/jpeg"), (State.READY, "application/pdf")]
)
def test_only_a_picture_that_is_ready_can_be_covered(state: State, kind: str) -> None:
    box = Box(left=0, top=0, width=1, height=1)

    with pytest.raises(NoPicture):
        redacting.redact(
            document=Document(state=state, content_type=kind), boxes=[box], by=SYSTEM, at=FRIDAY
        )
