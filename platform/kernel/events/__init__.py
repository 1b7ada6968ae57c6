"""Facts: told durably, one job per subscriber, in the transaction of the change."""

from kernel.events.fact import Fact
from kernel.events.telling import publish, subscribe

__all__ = ["Fact", "publish", "subscribe"]
