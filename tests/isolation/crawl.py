"""Ask one address as somebody of the other municipality, and say what it gave away."""

from http import HTTPStatus
from typing import Any

from django.test import Client

from tests.isolation.entry_points import EntryPoint
from tests.isolation.world import CANARY, World, digest

# What a stranger may be told: sign in, not allowed, not here, not this way, too often, not like this.
REFUSALS = frozenset(
    {
        HTTPStatus.FOUND,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
SHOWN, OPENED, CHANGED, KNOWN = (
    "shows the other town's words",
    "answers {status}",
    "changes the other town's rows",
    "treats a session of another town as somebody",
)


def with_their_numbers(address: EntryPoint, verb: str, world: World) -> list[str]:
    """Visit here, signed in with every permission, with the numbers of the other municipality."""
    before = digest(world.there)
    answer = ask(world.officer_here(), verb, address, world, host=world.here.host)
    found = [SHOWN] if CANARY in text_of(answer) else []
    is_ours = address.parameters and not world.is_public(address.route)
    if is_ours and answer.status_code not in REFUSALS:
        found.append(OPENED.format(status=answer.status_code))
    if digest(world.there) != before:
        found.append(CHANGED)
    return found


def with_our_session(address: EntryPoint, verb: str, world: World) -> list[str]:
    """Visit the other municipality with a session of this one; it must be worth nothing."""
    replayed = ask(world.officer_here(), verb, address, world, host=world.there.host)
    stranger = ask(Client(), verb, address, world, host=world.there.host)
    same = {stranger.status_code, HTTPStatus.TOO_MANY_REQUESTS}
    return [] if replayed.status_code in same else [KNOWN]


def with_our_token(address: EntryPoint, world: World) -> list[str]:
    """Visit the other municipality with an API token of this one."""
    client = Client(headers={"Authorization": f"Bearer {world.token_here}"})
    answer = ask(client, "get", address, world, host=world.there.host)
    if answer.status_code in REFUSALS or world.is_public(address.route):
        return []
    return [OPENED.format(status=answer.status_code)]


def ask(client: Client, verb: str, address: EntryPoint, world: World, *, host: str) -> Any:
    """Ask the address, its gaps filled with the other municipality's numbers."""
    path = address.path(world.theirs(address.route))
    client.raise_request_exception = False
    return getattr(client, verb)(path, headers={"Host": host})


def text_of(answer: Any) -> str:
    """Return the whole body as text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")
