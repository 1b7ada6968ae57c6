"""Read from PostgreSQL's catalogue what a schema is made of.

Nothing here replaces a table's name in text: while the search path leads to the schema,
PostgreSQL's own deparsers leave it out, so the statements build it anew wherever the path leads.
Only the header of a function names the schema, and a schema's name is random.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from kernel.tenancy.standing import in_schema
from tenants.blueprints import queries


class BlueprintRefused(Exception):
    """The schema holds something that a blueprint does not describe; nothing was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """Statements that build a schema, without the schema's name, in the order they run."""

    schema: str
    functions: tuple[str, ...]
    tables: tuple[str, ...]
    rows: tuple[str, ...]
    indexes: tuple[str, ...]
    foreign_keys: tuple[str, ...]
    triggers: tuple[str, ...]

    @property
    def structure(self) -> tuple[str, ...]:
        """Every statement but the rows."""
        built = self.functions + self.tables + self.indexes
        return built + self.foreign_keys + self.triggers

    @property
    def digest(self) -> str:
        """What tells two structures apart; rows do not count."""
        return hashlib.sha256("\n".join(self.structure).encode()).hexdigest()


def read(schema: str, *, with_rows: bool = True) -> Blueprint:
    """Describe the schema; the caller is the owner and holds the transaction.

    Raises:
        BlueprintRefused: it holds a view, a partition, a policy or another thing unknown here.
    """
    with in_schema(schema), connection.cursor() as cursor:
        unknown = _texts(cursor, queries.UNKNOWN, schema)
        if unknown:
            raise BlueprintRefused(f"{schema} holds {', '.join(sorted(unknown))}")
        functions = _texts(cursor, queries.FUNCTIONS, schema)
        return Blueprint(
            schema=schema,
            functions=tuple(_unnamed(text, schema) for text in functions),
            tables=_texts(cursor, queries.TABLES, schema),
            rows=tuple(_rows(cursor, schema)) if with_rows else (),
            indexes=_texts(cursor, queries.INDEXES, schema),
            foreign_keys=_texts(cursor, queries.FOREIGN_KEYS, schema),
            triggers=_texts(cursor, queries.TRIGGERS, schema),
        )


def _texts(cursor: Any, question: str, schema: str) -> tuple[str, ...]:
    cursor.execute(question, {"schema": schema})
    return tuple(text for (text,) in cursor.fetchall())


def _unnamed(definition: str, schema: str) -> str:
    header, newline, body = definition.partition("\n")
    return header.replace(f"{schema}.", "", 1) + newline + body


def _rows(cursor: Any, schema: str) -> list[str]:
    cursor.execute(queries.IDENTITIES, {"schema": schema})
    return [
        statement
        for table, identity in cursor.fetchall()
        if _has_rows(cursor, table)
        for statement in _copying(schema, table, identity)
    ]


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
    return bool(cursor.fetchone()[0])


def _copying(schema: str, table: str, identity: str | None) -> list[str]:
    target, source = sql.Identifier(table), sql.Identifier(schema, table)
    copy = sql.SQL("INSERT INTO {} SELECT * FROM {}").format(target, source)
    if identity is None:
        return [copy.as_string()]
    next_value = sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {}").format(
        sql.Literal(target.as_string()), sql.Literal(identity), sql.Identifier(identity), target
    )
    return [copy.as_string(), next_value.as_string()]
