"""Complaints to tell, as data: what was reported, and how far the town hall got."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from kernel.thai import BANGKOK
from onboarding.demo.errors import NoStories

FOLDER = Path(__file__).parent / "municipalities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One complaint; `outcome` is how its story ends for now."""

    id: str
    days_ago: int
    hour: str
    category: str
    village: str
    words: str
    outcome: str
    place: str = ""
    remark: str = ""
    channel: str = "web"
    name: str = ""
    phone: str = ""
    question: str = ""
    answer: str = ""
    body: str = ""
    reference: str = ""
    expected_days: int = 14
    reason: str = ""
    account: str = ""

    def told_at(self, now: datetime) -> datetime:
        """Return when it was reported, counted back from now; never in the future."""
        day = now.astimezone(BANGKOK).date() - timedelta(days=self.days_ago)
        told = datetime.combine(day, time.fromisoformat(self.hour), BANGKOK)
        return min(told, now - timedelta(minutes=10))


def stories(name: str) -> list[Story]:
    """Return the stories of a municipality, the oldest first.

    Raises:
        NoStories: none are kept under this name.
    """
    path = FOLDER / f"{name}.json"
    if not name.isidentifier() or not path.is_file():
        raise NoStories(name=name)
    return [_story(values) for values in json.loads(path.read_text(encoding="utf-8"))]


def _story(values: Mapping[str, Any]) -> Story:
    known = {field.name for field in fields(Story)}
    return Story(**{name: value for name, value in values.items() if name in known})
