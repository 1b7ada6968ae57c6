"""Tell facts to their subscribers."""

from collections.abc import Callable

from kernel.events import fact as writing
from kernel.events.fact import Fact
from kernel.events.subscribers import add, subscribers_of
from kernel.events.tasks import tell


def publish(fact: Fact) -> None:
    """Tell the fact: one job per subscriber, in the transaction of the change.

    Raises:
        TypeError: a field holds something else than an identifier.
        NoTenant: the connection stands on the public schema.
    """
    values = writing.written(fact)
    for subscriber in subscribers_of(type(fact)):
        tell.enqueue(fact=fact.name, values=values, subscriber=subscriber)


def subscribe[F: Fact](
    kind: type[F],
) -> Callable[[Callable[[F], object]], Callable[[F], object]]:
    """Call the function, in a job of its own, whenever such a fact is told.

    The function runs in one transaction of the tenant, and its effects land exactly once.
    """

    def decorate(function: Callable[[F], object]) -> Callable[[F], object]:
        add(kind, function)
        return function

    return decorate
