"""Log lines as JSON: what happened, where in the code, for which tenant; never for whom."""

import copy
import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

from kernel.observability.masking import masked
from kernel.tenancy import tenant_or_none

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
Line = MutableMapping[str, Any]

# Ours: they hold no personal data by construction, and numbers that masking would spoil.
_OURS = frozenset({"event", "level", "timestamp", "logger", "request_id", "tenant", "route"})


def with_tenant(_logger: object, _method: str, line: Line) -> Line:
    """Add the id of the tenant whose work this is."""
    try:
        tenant = tenant_or_none()
    except ImproperlyConfigured:
        return line
    if tenant is not None:
        line.setdefault("tenant", tenant.id)
    return line


def without_values(_logger: object, _method: str, line: Line) -> Line:
    """Replace an exception by its type and where it was raised.

    Its message may quote what a citizen typed; a database's "DETAIL: Key (phone)=" surely does.
    """
    exc_info = _exc_info(line.pop("exc_info", None))
    if exc_info is None:
        return line
    kind, error, where = exc_info
    line["exception"] = f"{kind.__module__}.{kind.__qualname__}"
    line["caused_by"] = [type(cause).__qualname__ for cause in _causes(error)]
    line["stack"] = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(where, limit=-30)
    ]
    return line


def without_persons(_logger: object, _method: str, line: Line) -> Line:
    """Mask whatever looks like a phone, a citizen id, a mail address or a secret."""
    line["event"] = masked(line.get("event", ""))
    return {key: item if key in _OURS else masked(item, key) for key, item in line.items()}


def _exc_info(value: Any) -> ExcInfo | None:
    found = value
    if isinstance(value, BaseException):
        found = (type(value), value, value.__traceback__)
    elif value is True:
        found = sys.exc_info()
    return found if isinstance(found, tuple) and found[0] is not None else None


def _causes(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < 5:  # noqa: PLR2004  # enough to see the chain
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    return causes


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    with_tenant,
]


# Lines of libraries that quote the address or the arguments in the text itself.
_QUOTING = {"django.request": "unhandled error", "procrastinate.worker": "worker"}


class MessageOnly(logging.Filter):
    """Keep the template of a foreign library's line and drop what it would fill in.

    Libraries log arguments (a job's, a query's); ours log named fields.
    """

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        """Let every record through as a copy without its arguments."""
        if not isinstance(record.msg, str):
            return record
        bare = copy.copy(record)
        bare.args = None
        bare.msg = _QUOTING.get(record.name, record.msg)
        return bare


def configure_structlog() -> None:
    """Send our own named lines through the standard library, where one formatter writes them."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter() -> logging.Formatter:
    """Return the formatter that writes one JSON object per line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_values,
            without_persons,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def logging_settings(level: str) -> Mapping[str, Any]:
    """Return Django's LOGGING: everything to standard output, one JSON object per line."""
    configure_structlog()
    quiet = {"level": "ERROR", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"message_only": {"()": "kernel.observability.logs.MessageOnly"}},
        "formatters": {"json": {"()": "kernel.observability.logs.formatter"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json",
                "filters": ["message_only"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Its warnings repeat our request line, with the path in it; a path can be a secret.
            "django.request": quiet,
            "django.security": {"level": "WARNING", "propagate": True},
            "django.server": {"level": "CRITICAL", "propagate": False},
            "procrastinate": {"level": "WARNING", "propagate": True},
            # Each step of each page, and each table of each type face.
            "weasyprint.progress": {"level": "WARNING", "propagate": True},
            "fontTools": {"level": "WARNING", "propagate": True},
        },
    }
