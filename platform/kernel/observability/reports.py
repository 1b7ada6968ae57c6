"""Error reports to Sentry that hold code, never values: who it happened to stays in the house.

Off without a DSN. The kit's own switches are not enough: names, phones and citizen ids still
leave in local variables and in exception messages (measured).
So an event is rebuilt from the list of what may leave.
"""

import logging
from collections.abc import Mapping
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import Transport

from kernel.observability.masking import MASK, masked_text
from kernel.tenancy import tenant_or_none

Event = dict[str, Any]

_KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
_KEPT_OF_FRAME = (
    "filename",
    "abs_path",
    "function",
    "module",
    "lineno",
    "in_app",
    "pre_context",
    "context_line",
    "post_context",
)
_KEPT_TAGS = ("request_id", "tenant")
# A name made of the route or the task; one made of the address may hold a tracking code.
_SAFE_SOURCES = frozenset({"route", "task", "component", "view"})

_OFF = {"mode": "off"}
_NOTHING: Any = {
    "user_info": False,
    "cookies": _OFF,
    "http_headers": {"request": _OFF},
    "http_bodies": [],
    "url_query_params": _OFF,
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
}


def start(*, dsn: str, release: str, transport: type[Transport] | None = None) -> None:
    """Begin to report uncaught errors; without a DSN nothing is started or sent."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        transport=transport,
        before_send=scrubbed,  # type: ignore[arg-type]  # the kit's TypedDict is our dict
        before_breadcrumb=lambda _crumb, _hint: None,
        max_breadcrumbs=0,
        data_collection=_NOTHING,
        include_local_variables=False,
        max_request_body_size="never",
        server_name="",
        auto_session_tracking=False,
        send_client_reports=False,
        traces_sample_rate=None,
        default_integrations=False,
        integrations=[
            DjangoIntegration(middleware_spans=False, signals_spans=False, cache_spans=False),
            # Errors of jobs come as log lines with an exception; other lines are no reports.
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            DedupeIntegration(),
        ],
    )


def tag_request(request_id: str) -> None:
    """Put the id of the request on whatever is reported while it runs."""
    sentry_sdk.set_tag("request_id", request_id)


def scrubbed(event: Event, _hint: Mapping[str, Any]) -> Event | None:
    """Return the event rebuilt from what may leave; a report without an exception is none."""
    errors = event.get("exception", {}).get("values", [])
    if not errors:
        return None
    kept = {name: event[name] for name in _KEPT if name in event}
    kept["exception"] = {"values": [_error(error) for error in errors]}
    kept["tags"] = _tags(event)
    job = (event.get("extra") or {}).get("job") or {}
    if job:
        kept["transaction"] = str(job.get("task_name"))
    elif event.get("transaction_info", {}).get("source") in _SAFE_SOURCES:
        kept["transaction"] = masked_text(event["transaction"])
    return kept


def _tags(event: Event) -> dict[str, str]:
    """Keep the tags that name no person, and say whose work it was.

    A failed job is reported when its tenant has been left: its envelope still tells.
    """
    tags = {k: v for k, v in dict(event.get("tags") or {}).items() if k in _KEPT_TAGS}
    envelope = ((event.get("extra") or {}).get("job") or {}).get("task_kwargs") or {}
    tenant = tenant_or_none()
    tags["tenant"] = tenant.id if tenant else str(envelope.get("tenant") or "public")
    if request_id := envelope.get("request"):
        tags["request_id"] = str(request_id)
    return tags


def _error(error: Event) -> Event:
    frames = (error.get("stacktrace") or {}).get("frames") or []
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "value": MASK,
        "mechanism": {"type": "generic", "handled": False},
        "stacktrace": {"frames": [_frame(frame) for frame in frames]},
    }


def _frame(frame: Event) -> Event:
    return {name: frame[name] for name in _KEPT_OF_FRAME if name in frame}
