"""There is one place where code goes from one municipality into another, and it is not modules."""

import pathlib

from django.conf import settings

ROOT = pathlib.Path(settings.BASE_DIR)
# Who may choose the municipality to stand in: the queue (its own envelope), the house's commands,
# onboarding from outside, and the bringer of letters.
MAY_ENTER = {
    "platform/kernel/jobs/task.py",
    "platform/kernel/jobs/waiting.py",
    "platform/kernel/tenancy/scope.py",
    "platform/kernel/exchange/tasks.py",
}
ENTERS = ("tenant_scope(", "stand_in(")


def test_only_the_queue_and_the_bringer_of_letters_choose_a_municipality() -> None:
    found = {
        str(file.relative_to(ROOT))
        for room in ("platform", "modules")
        for file in (ROOT / room).rglob("*.py")
        if "management" not in file.parts
        if any(word in file.read_text() for word in ENTERS)
    }

    assert {name for name in found if not name.startswith("platform/kernel/tenancy/")} == {
        name for name in MAY_ENTER if not name.startswith("platform/kernel/tenancy/")
    }
