"""A connection that answered a moment ago is not asked again whether it is alive."""

import time
from typing import Any

TRUSTED_SECONDS = 2.0


class TrustedAwhile:
    """Mixin of a database wrapper: ask before a request only after a rest.

    A server that restarts is away for longer than that; a request that meets its dead
    connection all the same is answered 503, and the connection is made anew.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rested_at = float("-inf")

    def close_if_unusable_or_obsolete(self) -> None:
        """Part with the connection if it is broken or old, and note when it was put to rest."""
        super().close_if_unusable_or_obsolete()  # type: ignore[misc]
        self._rested_at = time.monotonic()

    def close_if_health_check_failed(self) -> None:
        """Ask whether the server is there, unless it answered a moment ago."""
        if time.monotonic() - self._rested_at > TRUSTED_SECONDS:
            super().close_if_health_check_failed()  # type: ignore[misc]
