"""Jobs that no retry can help: they stop at once and stay visible as failed."""


class JobRefused(RuntimeError):
    """The worker will not run this job; trying again would not change that."""


class Unaddressed(JobRefused):
    """The job names no tenant, an unknown one, or one whose role did not enqueue it."""


class UnknownWork(JobRefused):
    """The job names something that this release of the code does not know."""
