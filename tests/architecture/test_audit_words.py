"""Whatever is written into the book of deeds can be read there: each kind of thing has a name."""

import pathlib
import re

from django.conf import settings

from kernel.audit.subjects import kinds

ROOT = pathlib.Path(settings.BASE_DIR)
WRITTEN = re.compile(r"""subject ?= ?f?"([a-z_.]+)[:"]""")


def test_every_kind_of_thing_that_is_audited_has_a_name() -> None:
    written = {
        kind
        for room in ("platform", "tenants", "modules", "onboarding")
        for file in (ROOT / room).rglob("*.py")
        if "audit" in (text := file.read_text())
        for kind in WRITTEN.findall(text)
    }

    assert len(written) > 8
    assert written - kinds() == set()
