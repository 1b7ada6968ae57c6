"""Where figures go: a table for the person at the terminal, JSON for whoever compares."""

import json
import os
import platform
import sys
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tests.faults.rig import ROOT

FOLDER = ROOT / ".local" / "bench"


def keep(name: str, figures: Mapping[str, Any]) -> None:
    """Write the figures with the day and the machine they are from."""
    machine = {
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    day = timezone.now().isoformat(timespec="seconds")
    kept = {"measured_at": day, "machine": machine, **figures}
    (FOLDER / f"{name}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False))


def say(*lines: str) -> None:
    """Show lines beside the running tests."""
    sys.stderr.write("\n" + "\n".join(lines) + "\n")
