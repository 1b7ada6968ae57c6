"""Write a release as SQL once, for every schema in the same state."""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from kernel.tenancy.standing import in_schema
from tenants.fleet.errors import UnsafeMigration
from tenants.fleet.safety import contracts, faults
from tenants.schemas import append_only_tables

# What Django writes for a new column that may not be empty.
_ADD = re.compile(r'^ALTER TABLE ("\w+") ADD COLUMN ("\w+") (.+?) DEFAULT (.+?) NOT NULL( .+)?;$')

# Rows from which on a table is long.
LONG = 20_000
# Every index of every tenant is read for it, and the table may be written anew.
_RETYPED = re.compile(r"ALTER COLUMN \S+ TYPE ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The statements of a release without any schema's name, and the migrations they stand for."""

    statements: tuple[str, ...]
    migrations: tuple[tuple[str, str], ...]
    # Written in Python, so each schema runs it by itself: slower, still one transaction each.
    is_slow: bool

    @property
    def makes_tables(self) -> bool:
        """Whether the tenant's role must be given rights anew."""
        return any("CREATE TABLE" in statement for statement in self.statements)


def compile_release(schema: str) -> Compiled:
    """Return what the schema, and every other in its state, still has to run.

    The caller is the owner. It must be asked of a schema in that very state: asked of one that is
    up to date it answers with nothing.

    Raises:
        UnsafeMigration: a migration would lock the fleet or break the release that still serves.
    """
    with transaction.atomic(), in_schema(schema):
        executor = MigrationExecutor(connection)
        plan = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        for migration in plan:
            _must_be_safe(migration)
        names = tuple((step.app_label, step.name) for step in plan)
        is_slow = not all(_is_sql(step) for step in plan)
        written = [] if is_slow else _statements(executor, plan)
        transaction.set_rollback(True)
    return Compiled(statements=tuple(written), migrations=names, is_slow=is_slow)


def _must_be_safe(migration: Migration) -> None:
    found = faults(migration)
    if found:
        raise UnsafeMigration(migration=str(migration), fault=found[0])


def _is_sql(migration: Migration) -> bool:
    return migration.atomic and all(step.reduces_to_sql for step in migration.operations)


def _statements(executor: MigrationExecutor, plan: list[Migration]) -> list[str]:
    loader = executor.loader
    state = loader.project_state(
        [key for key in loader.applied_migrations if key in loader.graph.nodes]
    )
    written: list[str] = []
    for migration in plan:
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        texts = [text for text in editor.collected_sql if not text.startswith("--")]
        if any(_RETYPED.search(text) for text in texts) and not contracts(migration):
            raise UnsafeMigration(migration=str(migration), fault="changes the type of a column")
        written += [cheap(text) for text in texts]
    return written


def cheap(statement: str) -> str:
    """Rewrite a new column with a default so that its cost does not grow with the fleet.

    In one statement PostgreSQL reads the index catalogue of all tenants, once for each of them
    (measured on 15.20, docs/decisions/0012). A long table keeps it: writing every row anew costs
    more than reading a catalogue once.
    """
    match = _ADD.match(statement)
    if match is None or match[1].strip('"') in append_only_tables():
        return statement
    table, column, kind, default, rest = match.groups()
    steps = (
        f"ALTER TABLE {table} ADD COLUMN {column} {kind}{rest or ''}",
        f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {default}",
        f"UPDATE {table} SET {column} = DEFAULT",  # noqa: S608  names from our own migrations
        "SET CONSTRAINTS ALL IMMEDIATE",
        f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
    )
    rows = f"SELECT reltuples FROM pg_class WHERE oid = '{table}'::regclass"  # noqa: S608
    return (
        f"DO $cheap$ BEGIN IF ({rows}) > {LONG} THEN {statement} "
        f"ELSE {'; '.join(steps)}; END IF; END $cheap$;"
    )
