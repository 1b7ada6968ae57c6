"""How many requests a process serves at once, how many may wait, and for how long.

A server that takes in everything answers nobody in time. What does not fit is told so before any
work is done for it, and what was let in is served as fast as on a quiet day.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# One municipality may fill this part of a process, so that its flood leaves others a way in.
ONES_SHARE = 0.75


class Room:
    """The places of one process: some to be served at, some to wait at."""

    def __init__(self, *, at_once: int, waiting: int, patience_seconds: float) -> None:
        self._at_once = at_once
        self._most_waiting = waiting
        self._patience = patience_seconds
        self._most_of_one = max(1, round((at_once + waiting) * ONES_SHARE))
        self._moved = threading.Condition()
        self._served = 0
        self._waiting = 0
        self._inside: Counter[str] = Counter()

    @contextmanager
    def place(self, whose: str, *, is_urgent: bool) -> Iterator[bool]:
        """Give a place to be served at, perhaps after a wait; or tell that there is none.

        Those who are not urgent may fill half of the places to wait at.
        """
        is_let_in = self._enter(whose, is_urgent=is_urgent)
        try:
            yield is_let_in
        finally:
            if is_let_in:
                self._leave(whose)

    def _enter(self, whose: str, *, is_urgent: bool) -> bool:
        with self._moved:
            if not self._is_room_for(whose, is_urgent=is_urgent):
                return False
            self._inside[whose] += 1
            self._waiting += 1
            is_let_in = self._await_turn()
            self._waiting -= 1
            if is_let_in:
                self._served += 1
            else:
                self._forget(whose)
            return is_let_in

    def _is_room_for(self, whose: str, *, is_urgent: bool) -> bool:
        if self._served < self._at_once and not self._waiting:
            return True
        most = self._most_waiting if is_urgent else self._most_waiting // 2
        return self._waiting < most and self._inside[whose] < self._most_of_one

    def _await_turn(self) -> bool:
        """Wait until fewer than `at_once` are served; whoever came first is woken first."""
        until = time.monotonic() + self._patience
        while self._served >= self._at_once:
            left = until - time.monotonic()
            if left <= 0:
                return False
            self._moved.wait(left)
        return True

    def _leave(self, whose: str) -> None:
        with self._moved:
            self._served -= 1
            self._forget(whose)
            self._moved.notify()

    def _forget(self, whose: str) -> None:
        self._inside[whose] -= 1
        if not self._inside[whose]:
            del self._inside[whose]
