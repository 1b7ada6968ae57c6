"""Take the pictures of the README from a running demo.

    make up DETACH=1
    .venv/bin/python infra/dev/screenshots.py http://maehia.localhost:8000

Reports a broken street light as a villager with a phone, looks at it as the clerk, and writes
docs/images/*.png: 390 wide for phones, 1280 for desks, each reduced to a palette (well below
150 KB). Needs the packages of the tests (Playwright, Pillow) and the distribution's Chromium.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
PASSWORD = "thongthin-demo"  # noqa: S105 - of the demonstration people, printed in the README
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--use-angle=swiftshader"]
LIMIT = 150_000
WORDS = "ไฟถนนหน้าปากซอยดับมา 3 คืน มืดมาก เด็กเดินกลับบ้านลำบาก"


def main(site: str) -> None:
    """Walk the thread and keep a picture of each station."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        villager = _open(browser, PHONE)
        villager.goto(f"{site}/")
        _keep(villager, "home")
        _report(villager, site)
        _keep(villager, "track")
        clerk = _open(browser, DESK)
        _sign_in(clerk, site, "clerk")
        clerk.goto(f"{site}/desk/complaints/")
        _keep(clerk, "desk-list")
        clerk.get_by_role("row", name=WORDS[:20]).get_by_role("link").first.click()
        clerk.wait_for_load_state()
        _keep(clerk, "desk-detail")
        browser.close()


def _open(browser: Browser, size: dict[str, int]) -> Page:
    return browser.new_context(
        viewport=size, locale="th-TH", timezone_id="Asia/Bangkok", color_scheme="light"
    ).new_page()


def _sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _report(page: Page, site: str) -> None:
    """Fill in the form, keep its picture, send it and open the tracking page."""
    page.goto(f"{site}/report/")
    page.fill("#kinds-words", "ไฟถนน")
    page.locator(".kind:visible label.choice").first.click()
    _keep(page, "report")
    page.set_input_files(
        "input[name=photos]",
        {"name": "street.jpg", "mimeType": "image/jpeg", "buffer": _street()},
    )
    page.fill("[name=words]", WORDS)
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.wait_for_selector("[data-map][data-ready=true]")
    page.locator("[data-map] canvas").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=lat]")).not_to_have_value("")
    page.fill("[name=place]", "ปากซอย ตรงข้ามร้านชำ")
    page.click("form[data-report] button[type=submit]")
    page.wait_for_url("**/report/sent/**")
    page.locator("main .button-primary").click()
    page.wait_for_selector(".gallery img", timeout=30_000)


def _keep(page: Page, name: str) -> None:
    """Write what is seen as a small picture.

    Raises:
        ValueError: the picture is too large for a README.
    """
    if page.locator("[data-map]").count() and page.viewport_size == DESK:
        page.wait_for_selector("[data-map][data-ready=true]")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(1500)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file = FOLDER / f"{name}.png"
    picture.quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > LIMIT:
        raise ValueError(f"{file.name}: {file.stat().st_size} bytes")


def _street() -> bytes:
    """Draw a street at night whose lamp is dark; no photo of anybody is needed."""
    picture = Image.new("RGB", (1200, 900))
    brush = ImageDraw.Draw(picture)
    for y in range(675):
        brush.line((0, y, 1200, y), fill=(20 + y // 14, 24 + y // 12, 60 + y // 7))
    brush.rectangle((0, 675, 1200, 900), fill="#3c3c40")
    brush.polygon(((470, 900), (585, 675), (615, 675), (740, 900)), fill="#d2c896")
    brush.rectangle((80, 400, 360, 675), fill="#5c483c")
    brush.polygon(((45, 400), (220, 270), (395, 400)), fill="#6e2824")
    brush.rectangle((150, 480, 215, 560), fill="#f0d278")
    brush.rectangle((830, 160, 842, 710), fill="#787c80")
    brush.line((836, 166, 650, 140), fill="#787c80", width=9)
    brush.ellipse((615, 128, 680, 156), fill="#464646")
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=88)
    return held.getvalue()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://maehia.localhost:8000")
