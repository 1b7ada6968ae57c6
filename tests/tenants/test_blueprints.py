"""A schema made from the blueprint is the schema that the migrations make."""

import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, transaction

from kernel.tenancy.ownership import as_owner
from kernel.tenancy.standing import in_schema
from tenants import blueprints
from tenants.blueprints import BlueprintRefused
from tenants.directory import DIRECTORY

pytestmark = pytest.mark.usefixtures("committed")
# What two schemas must have in common, by another road than the blueprint's own questions.
VIEWS = {
    "columns": """SELECT table_name, column_name, column_default, is_nullable,
        row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),
        udt_name, character_maximum_length, is_identity, collation_name
        FROM information_schema.columns WHERE table_schema = %s""",
    "constraints": """SELECT conrelid::regclass::text, conname, contype, condeferrable, condeferred,
        convalidated, confdeltype FROM pg_constraint WHERE connamespace = %s::regnamespace""",
    "indexes": """SELECT tablename, indexname FROM pg_indexes WHERE schemaname = %s""",
    "triggers": """SELECT event_object_table, trigger_name, event_manipulation, action_timing,
        action_orientation FROM information_schema.triggers WHERE trigger_schema = %s""",
    "functions": """SELECT proname, prosrc, prosecdef, proconfig FROM pg_proc
        WHERE pronamespace = %s::regnamespace""",
}


def seen(schema: str) -> dict[str, list[tuple[object, ...]]]:
    """Return what the catalogue says of the schema."""
    found = {}
    with in_schema(schema), connection.cursor() as cursor:
        for name, question in VIEWS.items():
            cursor.execute(question, [schema])
            found[name] = sorted(cursor.fetchall(), key=repr)
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        found["migrations"] = cursor.fetchall()
    return found


def test_a_clone_is_what_the_migrations_build() -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA by_hand")
        with in_schema("by_hand"):
            call_command(Migrate(), verbosity=0, interactive=False, skip_checks=True)

        assert seen(ref.schema) == seen("by_hand")
        transaction.set_rollback(True)


def test_numbers_go_on_after_the_copied_rows() -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with as_owner(), transaction.atomic(), in_schema(ref.schema), connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM django_migrations")
        (last,) = cursor.fetchone()
        cursor.execute("SELECT nextval(pg_get_serial_sequence('django_migrations', 'id'))")
        assert cursor.fetchone() == (last + 1,)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "stranger",
    [
        "CREATE VIEW onlooker AS SELECT 1 AS one",
        "CREATE TYPE mood AS ENUM ('good')",
        "CREATE TABLE parent (id int) PARTITION BY RANGE (id)",
        "CREATE TABLE heir () INHERITS (geo_village)",
        "CREATE SEQUENCE loose",
        "CREATE RULE silent AS ON DELETE TO geo_village DO INSTEAD NOTHING",
        "ALTER TABLE geo_village ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_refuse",
        "ALTER TABLE geo_village ADD COLUMN home uuid REFERENCES public.tenants_tenant",
    ],
)
def test_what_a_blueprint_cannot_describe_is_refused(stranger: str) -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with as_owner(), transaction.atomic():
        with in_schema(ref.schema), connection.cursor() as cursor:
            cursor.execute(stranger)
        with pytest.raises(BlueprintRefused):
            blueprints.read(ref.schema)
        transaction.set_rollback(True)


def test_a_clone_that_came_out_different_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with as_owner():
        blueprint = blueprints.current()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("CREATE SCHEMA crooked")
                cursor.execute("CREATE TABLE crooked.extra (id int)")
            with pytest.raises(BlueprintRefused, match="extra"):
                blueprints.clone(blueprint, "crooked")
            transaction.set_rollback(True)
