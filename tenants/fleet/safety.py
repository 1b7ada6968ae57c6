"""Which migrations a serving fleet can bear.

Releases come in two: the first only adds, so the code before it goes on serving; what it no
longer uses goes with the next. A migration of the second kind says so: `contracts = True`.
"""

from collections.abc import Iterator

from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation

# The code that still serves would miss these.
_TAKES_AWAY = (
    operations.RemoveField,
    operations.DeleteModel,
    operations.RenameField,
    operations.RenameModel,
    operations.AlterModelTable,
)


def contracts(migration: Migration) -> bool:
    """Tell whether the migration says that it takes away what the last release still had."""
    return bool(getattr(migration, "contracts", False))


def faults(migration: Migration) -> list[str]:
    """Return what speaks against running the migration over a serving fleet."""
    return list(_faults(migration))


def _faults(migration: Migration) -> Iterator[str]:
    if not migration.atomic:
        yield "not atomic: a kill would leave a schema half done"
    for operation in migration.operations:
        yield from _of(operation, may_take=contracts(migration))


def _of(operation: Operation, *, may_take: bool) -> Iterator[str]:
    if isinstance(operation, _TAKES_AWAY) and not may_take:
        yield f"{operation.describe()}: takes away what the serving code uses"
    if isinstance(operation, operations.SeparateDatabaseAndState):
        for inner in operation.database_operations:
            yield from _of(inner, may_take=may_take)
