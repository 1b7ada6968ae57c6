"""Build one more schema from a blueprint, in one round trip, and check what came out."""

from collections.abc import Callable

from django.db import connection

from kernel.tenancy.standing import in_schema
from tenants.blueprints.catalog import Blueprint, BlueprintRefused, read


def clone(blueprint: Blueprint, schema: str, *, load: Callable[[], None] | None = None) -> None:
    """Fill the new, empty schema; the caller is the owner and holds the transaction.

    Args:
        blueprint: what to build.
        schema: where; it exists and is empty.
        load: brings the rows instead of the template's, before indexes, keys and triggers.

    Raises:
        BlueprintRefused: what came out is not what the blueprint says; roll back.
    """
    fill(blueprint, schema, load=load)
    differences = set(read(schema, with_rows=False).structure) ^ set(blueprint.structure)
    if differences:
        raise BlueprintRefused(f"{schema} came out different: {min(differences)}")


def fill(blueprint: Blueprint, schema: str, *, load: Callable[[], None] | None = None) -> None:
    """Run the statements: indexes after the rows, foreign keys after them, triggers last."""
    after = blueprint.indexes + blueprint.foreign_keys + blueprint.triggers
    with in_schema(schema), connection.cursor() as cursor:
        if load is None:
            cursor.execute(
                ";\n".join(blueprint.functions + blueprint.tables + blueprint.rows + after)
            )
            return
        cursor.execute(";\n".join(blueprint.functions + blueprint.tables))
        load()
        cursor.execute(";\n".join(after))
