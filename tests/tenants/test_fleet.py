"""Releases over the fleet: whole or not at all, canaries first, and never to a state nobody scanned."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, migrations, models, transaction
from django.utils import timezone

from kernel.tenancy.ownership import as_owner, owner_session
from kernel.tenancy.standing import in_schema, stand_in_public
from tenants import blueprints, fleet, lifecycle, schemas
from tenants.fleet.compiling import cheap, compile_release
from tenants.fleet.errors import FleetBusy, FleetStopped, UnsafeMigration
from tenants.models import SchemaRelease, Tenant

TOWNS = ("fleet0", "fleet1", "fleet2")
QUICK = fleet.Pace(batch=2, workers=2)


def quiet(_progress: fleet.Progress) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def late(databases: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Keep a database of five municipalities whose desk is some releases behind; returns its name."""
    with django_db_blocker.unblock():
        databases.refresh()
        for number, slug in enumerate(TOWNS):
            town = lifecycle.Application(slug=slug, code=f"71000{number}", name=slug, name_en=slug)
            lifecycle.register(town, at=timezone.now())
            lifecycle.build(slug, at=timezone.now())
        with as_owner():
            for schema in Tenant.objects.values_list("schema_name", flat=True):
                set_back(schema)
        kept = databases.keep("late")
        yield kept
        databases.forget(kept)
        databases.refresh()


@pytest.fixture
def towns(databases: Any, late: str, django_db_blocker: Any) -> Iterator[list[str]]:
    """The schemas of the five, each test anew."""
    with django_db_blocker.unblock():
        databases.refresh(late)
        yield list(Tenant.objects.order_by("slug").values_list("schema_name", flat=True))
        stand_in_public()


def set_back(schema: str) -> None:
    """Undo the desk's last migrations in one schema, as the release before had it."""
    with transaction.atomic(), in_schema(schema):
        call_command(Migrate(), "complaints", "0004", verbosity=0, skip_checks=True)


def pending() -> dict[str, int]:
    return {state.slug: state.pending for state in fleet.status()}


def test_the_fleet_is_brought_to_the_structure_of_a_new_municipality(towns: list[str]) -> None:
    assert set(pending().values()) == {0, pending()["banmai"]}
    assert pending()["banmai"] > 0
    said: list[fleet.Progress] = []

    ended = fleet.migrate(said.append, QUICK)

    assert (ended.done, ended.failed, ended.total) == (len(towns), 0, len(towns))
    assert said[-1].seconds_left == 0
    assert set(pending().values()) == {0}
    with as_owner():
        template = blueprints.current().schema
        with transaction.atomic():
            assert all(structure(schema) == structure(template) for schema in towns)
    done = SchemaRelease.objects.filter(release=blueprints.release(), state="done")
    assert set(done.values_list("schema_name", flat=True)) == set(towns)


def structure(schema: str) -> set[tuple[object, ...]]:
    """Return tables, columns, indexes and rights as the catalogue names them."""
    with in_schema(schema), connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, column_default, is_nullable, udt_name
               FROM information_schema.columns WHERE table_schema = %(schema)s
               UNION ALL SELECT tablename, indexname, '', '', '' FROM pg_indexes
               WHERE schemaname = %(schema)s
               UNION ALL SELECT conrelid::regclass::text, conname, contype::text, '', ''
               FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace""",
            {"schema": schema},
        )
        return set(cursor.fetchall())


def test_the_tenants_role_may_use_the_tables_that_a_release_made(towns: list[str]) -> None:
    fleet.migrate(quiet, QUICK)

    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for schema in towns:
            cursor.execute(
                "SELECT has_table_privilege(%(role)s, %(role)s || '.complaints_routingrule', 'INSERT'),"
                " has_table_privilege(%(role)s, %(role)s || '.audit_entry', 'UPDATE')",
                {"role": schema},
            )
            assert cursor.fetchone() == (True, False)


def test_nothing_is_compiled_from_a_schema_that_is_up_to_date(towns: list[str]) -> None:
    fleet.migrate(quiet, QUICK)

    with as_owner():
        compiled = compile_release(towns[0])
    assert (compiled.statements, compiled.migrations) == ((), ())


def test_schemas_in_different_states_each_get_what_they_lack(towns: list[str]) -> None:
    with as_owner(), transaction.atomic(), in_schema(towns[0]):
        call_command(Migrate(), "complaints", verbosity=0, skip_checks=True)

    ended = fleet.migrate(quiet, QUICK)

    assert ended.total == len(towns) - 1
    assert set(pending().values()) == {0}


def test_a_held_lock_is_waited_for(towns: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.fleet.applying.LIMITS", "SET LOCAL lock_timeout = '200ms'")
    holder = owner_session()
    holder.execute("BEGIN")
    holder.execute(f"LOCK TABLE {towns[1]}.complaints_category IN EXCLUSIVE MODE")

    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            holder.rollback()
            holder.close()

    monkeypatch.setattr("tenants.fleet.applying.time.sleep", wait)
    ended = fleet.migrate(quiet, QUICK)

    assert len(waits) >= 2
    assert (ended.done, ended.failed) == (len(towns), 0)


def test_a_canary_that_fails_stops_the_release_before_anybody_else(towns: list[str]) -> None:
    Tenant.objects.filter(schema_name=towns[3]).update(is_canary=True)
    spoil(towns[3])

    with pytest.raises(FleetStopped):
        fleet.migrate(quiet, QUICK)

    assert all(count > 0 for slug, count in pending().items() if slug != "(public)")
    failed = SchemaRelease.objects.get(state="failed")
    assert failed.schema_name == towns[3]
    assert "complaints_routingrule" in failed.error


def test_one_spoilt_schema_does_not_hold_up_its_batch(towns: list[str]) -> None:
    spoil(towns[3])

    ended = fleet.migrate(quiet, fleet.Pace(batch=4, workers=1, failures=0.5))

    assert (ended.done, ended.failed) == (len(towns) - 1, 1)
    mend(towns[3])
    assert fleet.migrate(quiet, QUICK).done == 1
    assert set(pending().values()) == {0}
    assert SchemaRelease.objects.get(schema_name=towns[3]).state == "done"


def spoil(schema: str) -> None:
    """Put a table of the same name in the release's way."""
    with owner_session() as session:
        session.execute(f"CREATE TABLE {schema}.complaints_routingrule (id int)")


def mend(schema: str) -> None:
    with owner_session() as session:
        session.execute(f"DROP TABLE {schema}.complaints_routingrule")


def test_a_second_run_beside_the_first_is_refused(towns: list[str]) -> None:
    with owner_session() as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended('tenants.fleet', 0))")
        with pytest.raises(FleetBusy):
            fleet.migrate(quiet, QUICK)


@pytest.mark.parametrize("long", [20_000, -2], ids=["short table", "long table"])
def test_a_new_column_with_a_default_is_added_the_cheap_way(
    towns: list[str], monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr("tenants.fleet.compiling.LONG", long)
    written = cheap('ALTER TABLE "geo_village" ADD COLUMN "mood" text DEFAULT \'x\' NOT NULL;')

    with owner_session() as session, session.transaction():
        session.execute(f"SET LOCAL search_path = {towns[0]}, public")
        session.execute(written)
        found = session.execute(
            "SELECT is_nullable, column_default FROM information_schema.columns"
            " WHERE table_schema = %s AND column_name = 'mood'",
            [towns[0]],
        ).fetchone()
        raise psycopg.Rollback
    assert found == ("NO", "'x'::text")


class Taking(migrations.Migration):
    operations = [migrations.RemoveField("complaint", "words")]


class Contracting(Taking):
    contracts = True


class Halfway(migrations.Migration):
    atomic = False


class Adding(migrations.Migration):
    operations = [migrations.AddField("complaint", "mood", models.TextField(null=True))]


@pytest.mark.parametrize(
    ("kind", "is_safe"), [(Taking, False), (Contracting, True), (Halfway, False), (Adding, True)]
)
def test_what_the_serving_code_needs_is_taken_away_one_release_later(
    kind: type[migrations.Migration], *, is_safe: bool
) -> None:
    assert (fleet.faults(kind("0009", "complaints")) == []) is is_safe


def test_an_unsafe_release_is_refused_before_it_begins(
    towns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenants.fleet.compiling.faults", lambda _migration: ["takes away"])

    with pytest.raises(UnsafeMigration):
        fleet.migrate(quiet, QUICK)

    with as_owner():
        assert schemas.pending(towns[0])
