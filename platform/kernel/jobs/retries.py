"""When a failed job is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from kernel.jobs.errors import JobRefused

LONGEST_WAIT = 3600


class Backoff(BaseRetryStrategy):
    """Try again after 5, 10, 20, 40 … seconds, at most an hour, `retries` times.

    The library's own `max_attempts=3` means four runs; here the number is what it says.
    """

    def __init__(self, retries: int, first_wait: float = 5) -> None:
        self.retries = retries
        self.first_wait = first_wait

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or None to give up."""
        if isinstance(exception, JobRefused) or job.attempts >= self.retries:
            return None
        wait = min(self.first_wait * 2**job.attempts, LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": int(wait)})
