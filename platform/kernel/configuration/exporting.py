"""Write the configuration of the current tenant as a bundle."""

from collections.abc import Iterable, Iterator

from django.db.models import Model

from kernel.configuration.bundle import Bundle, Object
from kernel.configuration.objects import export_object, sort_key
from kernel.configuration.registry import Configurable, configurables
from kernel.configuration.schema import field_of


def export(
    *,
    name: str = "export",
    version: str = "1",
    kinds: Iterable[Configurable] | None = None,
) -> Bundle:
    """Return the configuration of the tenant in scope, everything by natural key."""
    files: dict[str, bytes] = {}
    objects = {
        configurable.kind: _objects(configurable, files)
        for configurable in (configurables() if kinds is None else kinds)
    }
    return Bundle(name=name, version=version, objects=objects, files=files)


def rows(configurable: Configurable) -> Iterator[Model]:
    """Return every row of the kind, with the rows it points at."""
    related = [
        name for name in configurable.references if not field_of(configurable, name).many_to_many
    ]
    query = configurable.model._default_manager.order_by("pk")  # noqa: SLF001 -- Django's public API
    yield from (query.select_related(*related) if related else query)


def _objects(configurable: Configurable, files: dict[str, bytes]) -> list[Object]:
    found = [export_object(configurable, row, files) for row in rows(configurable)]
    return sorted(found, key=lambda obj: sort_key(configurable, obj))
