"""A generic HTTP gateway for text messages: POST a JSON body that the installation describes."""

import json
from typing import Any

import urllib3
from django.conf import settings

from kernel.notifications.errors import DeliveryFailed

_POOL = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=3, read=10), retries=urllib3.Retry(0), maxsize=2
)
_ACCEPTED = range(200, 300)


def post(words: dict[str, str]) -> None:
    """Send the described body with {phone}, {text} and {id} filled in.

    The id is the same at every attempt and also goes out as `Idempotency-Key`.

    Raises:
        DeliveryFailed: no answer, a redirect, or an answer outside 2xx.
    """
    body = json.dumps(filled(settings.SMS_GATEWAY_BODY, words)).encode()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": words["id"],
        **settings.SMS_GATEWAY_HEADERS,
    }
    try:
        answer = _POOL.request(
            "POST", settings.SMS_GATEWAY_URL, body=body, headers=headers, redirect=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise DeliveryFailed(type(error).__name__) from error
    if answer.status not in _ACCEPTED:
        raise DeliveryFailed(f"gateway answered {answer.status}")


def filled(shape: Any, words: dict[str, str]) -> Any:
    """Return the described body with its words filled in; only texts change, never its shape."""
    if isinstance(shape, dict):
        return {name: filled(part, words) for name, part in shape.items()}
    if isinstance(shape, list):
        return [filled(part, words) for part in shape]
    if not isinstance(shape, str):
        return shape
    pieces = shape
    for name, word in words.items():
        if pieces == f"{{{name}}}":
            return word
        pieces = pieces.replace(f"{{{name}}}", word)
    return pieces
