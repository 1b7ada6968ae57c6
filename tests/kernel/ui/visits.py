"""One page in a browser, with everything that its console complained about."""

from typing import Any

from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


class Visit:
    """One page, with everything its console complained about."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(locale="th-TH", **options)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        is_the_page_itself = message.location.get("url") == self.page.url
        if message.type == "error" and not is_the_page_itself:
            self.complaints.append(message.text)
