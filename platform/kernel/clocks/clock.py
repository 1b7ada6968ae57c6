"""A clock that measures working time towards a target, with pauses that have a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from kernel.clocks.calendar import NOTHING, WorkingCalendar
from kernel.errors import Refused

APPROACHING = 0.8


class ClockRefused(Refused):
    """The clock is not in the state that the step needs, or time would run backwards."""

    code = "clock_refused"
    message = _("นาฬิกาทำแบบนี้ไม่ได้ในสถานะปัจจุบัน")


class PauseReasonMissing(Refused):
    """A pause was asked for without a reason."""

    code = "pause_reason_missing"
    status = 400
    message = _("โปรดระบุเหตุผลที่หยุดนับเวลา")


class Outcome(StrEnum):
    """What a stopped clock came to; it never changes again."""

    MET = "met"
    MISSED = "missed"


class Standing(StrEnum):
    """Where a clock stands now."""

    WITHIN = "within"
    APPROACHING = "approaching"
    BREACHED = "breached"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a clock's life: running, or paused for a reason."""

    started_at: datetime
    ended_at: datetime | None = None
    pause_reason: str = ""

    @property
    def is_pause(self) -> bool:
        """Tell whether the clock stood still here."""
        return bool(self.pause_reason)


type Interval = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Clock:
    """A value; each step returns a new one.

    Attributes:
        target: working time within which the clock must be stopped.
        pause_cap: working time that all pauses together may take; what is longer counts.
    """

    target: timedelta
    segments: tuple[Segment, ...] = ()
    pause_cap: timedelta | None = None
    stopped_at: datetime | None = None
    outcome: Outcome | None = None

    @property
    def is_paused(self) -> bool:
        """Tell whether a pause is open, its cap aside."""
        return self._open is not None and self._open.is_pause

    @property
    def is_running(self) -> bool:
        """Tell whether the clock was started, is not stopped and not paused."""
        return self._open is not None and not self._open.is_pause

    def start(self, at: datetime) -> Self:
        """Start the clock.

        Raises:
            ClockRefused: it was started before.
        """
        if self.segments:
            raise ClockRefused
        return replace(self, segments=(Segment(at.astimezone(UTC)),))

    def pause(self, at: datetime, *, reason: str) -> Self:
        """Stop counting for a reason that people can read.

        Raises:
            ClockRefused: it is not running, or the time lies before the last step.
            PauseReasonMissing: the reason is blank.
        """
        if not reason.strip():
            raise PauseReasonMissing(field="reason")
        if not self.is_running:
            raise ClockRefused
        return self._turn(at, reason.strip())

    def resume(self, at: datetime) -> Self:
        """Count again.

        Raises:
            ClockRefused: it is not paused, or the time lies before the last step.
        """
        if not self.is_paused:
            raise ClockRefused
        return self._turn(at, "")

    def stop(self, at: datetime, calendar: WorkingCalendar) -> Self:
        """Stop for good and freeze whether the target was met.

        Raises:
            ClockRefused: it was never started, is stopped, or the time lies before the last step.
        """
        closed = self._closed_segments(at)
        outcome = Outcome.MISSED if self.is_overdue(calendar, at) else Outcome.MET
        return replace(self, segments=closed, stopped_at=at.astimezone(UTC), outcome=outcome)

    def is_overdue(self, calendar: WorkingCalendar, at: datetime) -> bool:
        """Tell whether the due time has passed; also outside working hours."""
        due = self.due_at(calendar, at=at)
        return due is not None and at > due

    def elapsed(self, calendar: WorkingCalendar, at: datetime) -> timedelta:
        """Return the working time counted up to the moment."""
        total = NOTHING
        for started, ended in self._counted(calendar):
            total += calendar.between(started, min(ended, at) if ended else at)
        return total

    def due_at(self, calendar: WorkingCalendar, *, at: datetime | None = None) -> datetime | None:
        """Return when the target is used up, in UTC.

        In an open pause that is the time if the clock resumed at `at`; without `at`, the
        latest possible one: when the pause reaches its cap, or None if there is no cap.
        """
        left = self.target
        counted = list(self._counted(calendar, resumed_at=at))
        for number, (started, ended) in enumerate(counted, start=1):
            worked = calendar.between(started, ended) if ended else NOTHING
            is_last = number == len(counted) and (ended is None or self.stopped_at is not None)
            if is_last or (ended and worked >= left):
                return calendar.add(started, left)
            left -= worked
        return None

    def cap_reached_at(self, calendar: WorkingCalendar) -> datetime | None:
        """Return when the open pause uses up the cap, or None without one of the two."""
        if not self.is_paused or self.pause_cap is None:
            return None
        return next((start for start, end in self._counted(calendar) if end is None), None)

    def standing(self, calendar: WorkingCalendar, at: datetime) -> Standing:
        """Return the bucket in which a work list shows the clock."""
        if self.outcome:
            return Standing(self.outcome.value)
        if self.is_overdue(calendar, at):
            return Standing.BREACHED
        cap_at = self.cap_reached_at(calendar)
        if self.is_paused and (cap_at is None or at < cap_at):
            return Standing.PAUSED
        is_close = self.elapsed(calendar, at) > self.target * APPROACHING
        return Standing.APPROACHING if is_close else Standing.WITHIN

    @property
    def _open(self) -> Segment | None:
        if self.stopped_at or not self.segments:
            return None
        return self.segments[-1]

    def _closed_segments(self, at: datetime) -> tuple[Segment, ...]:
        if self._open is None or at < self._open.started_at:
            raise ClockRefused
        return (*self.segments[:-1], replace(self._open, ended_at=at.astimezone(UTC)))

    def _turn(self, at: datetime, reason: str) -> Self:
        segment = Segment(at.astimezone(UTC), pause_reason=reason)
        return replace(self, segments=(*self._closed_segments(at), segment))

    def _counted(
        self, calendar: WorkingCalendar, resumed_at: datetime | None = None
    ) -> Iterator[Interval]:
        """Yield the stretches that count: running, and whatever a pause is longer than its cap."""
        cap = self.pause_cap
        for segment in self.segments:
            ended = segment.ended_at
            if not segment.is_pause:
                yield segment.started_at, ended
                continue
            capped_at = calendar.add(segment.started_at, cap) if cap is not None else None
            if ended is None and resumed_at is not None:
                # As if resumed then; the stretch after a cap that came earlier counts too.
                begin = min(resumed_at, capped_at) if capped_at else resumed_at
                yield max(begin, segment.started_at), None
            elif capped_at is not None and (ended is None or capped_at < ended):
                yield capped_at, ended
            if cap is not None and ended is not None:
                cap = max(NOTHING, cap - calendar.between(segment.started_at, ended))

    def to_json(self) -> dict[str, Any]:
        """Return the clock as plain values for a JSON column."""
        return {
            "target_seconds": int(self.target.total_seconds()),
            "pause_cap_seconds": None
            if self.pause_cap is None
            else int(self.pause_cap.total_seconds()),
            "segments": [
                [s.started_at.isoformat(), _text(s.ended_at), s.pause_reason] for s in self.segments
            ],
            "stopped_at": _text(self.stopped_at),
            "outcome": self.outcome,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the clock that `to_json` wrote."""
        cap = data["pause_cap_seconds"]
        return cls(
            target=timedelta(seconds=data["target_seconds"]),
            pause_cap=None if cap is None else timedelta(seconds=cap),
            segments=tuple(
                Segment(datetime.fromisoformat(started), _moment(ended), reason)
                for started, ended, reason in data["segments"]
            ),
            stopped_at=_moment(data["stopped_at"]),
            outcome=Outcome(data["outcome"]) if data["outcome"] else None,
        )


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
