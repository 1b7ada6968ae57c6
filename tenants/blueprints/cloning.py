"""Build one more schema from a blueprint, in one round trip, and check what came out."""

from django.db import connection

from kernel.tenancy.standing import in_schema
from tenants.blueprints.catalog import Blueprint, BlueprintRefused, read


def clone(blueprint: Blueprint, schema: str) -> None:
    """Fill the new, empty schema; the caller is the owner and holds the transaction.

    Raises:
        BlueprintRefused: what came out is not what the blueprint says; roll back.
    """
    fill(blueprint, schema)
    differences = set(read(schema, with_rows=False).structure) ^ set(blueprint.structure)
    if differences:
        raise BlueprintRefused(f"{schema} came out different: {min(differences)}")


def fill(blueprint: Blueprint, schema: str) -> None:
    """Run the statements: indexes after the rows, foreign keys after them, triggers last."""
    built = blueprint.functions + blueprint.tables + blueprint.rows
    batch = built + blueprint.indexes + blueprint.foreign_keys + blueprint.triggers
    with in_schema(schema), connection.cursor() as cursor:
        cursor.execute(";\n".join(batch))
