"""What no template may do, because a browser then refuses what the page is for."""

from pathlib import Path

from django.conf import settings

ROOMS = ("platform", "modules", "tenants", "onboarding")


def test_no_page_hides_from_its_own_site_where_a_form_comes_from() -> None:
    """Under `no-referrer` a browser sends `Origin: null`, and CSRF protection refuses every form.

    `same-origin` keeps a secret address as well from other sites (Fetch, "append a request
    Origin header").
    """
    pages = (
        page
        for room in ROOMS
        for page in (Path(settings.BASE_DIR) / room).rglob("templates/**/*.html")
    )

    assert [str(page) for page in pages if "no-referrer" in page.read_text()] == []
