"""Bring every schema to the release of the code; run again after a kill, it goes on."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched

from kernel.ports import TenantRef
from kernel.tenancy.ownership import as_owner, owner_session
from tenants import blueprints, schemas
from tenants.fleet.applying import Applier, Result
from tenants.fleet.compiling import Compiled, compile_release
from tenants.fleet.errors import FleetBusy, FleetStopped
from tenants.fleet.scanning import Group, groups
from tenants.hosts import tenant_host
from tenants.models import Outcome, SchemaRelease, Tenant

ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How boldly to go: schemas per transaction, sessions, and the share that may fail."""

    batch: int = 20
    workers: int = 2
    failures: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the run stands; seconds are wall-clock time."""

    done: int
    failed: int
    total: int
    seconds: float

    @property
    def seconds_left(self) -> float:
        """An estimate from the pace so far."""
        tried = self.done + self.failed
        return self.seconds / tried * (self.total - tried) if tried else 0.0


def migrate(tell: Callable[[Progress], None], pace: Pace | None = None) -> Progress:
    """Bring the public schema, then every built tenant up to date, canaries first.

    A schema is at the old or at the new release, never between; what was built meanwhile by the
    code before is found by another scan.

    Raises:
        FleetBusy: another process is at it.
        FleetStopped: a canary, or too many others, failed.
        UnsafeMigration: the release is not for a serving fleet; nothing was begun.
    """
    with as_owner(), _alone():
        if schemas.pending(schemas.PUBLIC):
            schemas.migrate_public()
        run = _Run(pace or Pace(), tell)
        for _ in range(ROUNDS):
            if not run.once():
                break
        blueprints.current()
        blueprints.prune()
    return run.progress


class _Run:
    """One run over the fleet."""

    def __init__(self, pace: Pace, tell: Callable[[Progress], None]) -> None:
        self._pace, self._tell, self._began = pace, tell, time.monotonic()
        self.progress = Progress(done=0, failed=0, total=0, seconds=0.0)

    def once(self) -> bool:
        """Scan, and migrate what is behind; False when nothing was."""
        behind = [group for group in groups() if group.pending and not self.progress.failed]
        compiled = [compile_release(group.schemas[0]) for group in behind]
        self._count(total=sum(len(group.schemas) for group in behind))
        for group, release in zip(behind, compiled, strict=True):
            self._group(group, release)
        return bool(behind)

    def _group(self, group: Group, compiled: Compiled) -> None:
        canaries = _canaries(group)
        others = group.schemas[len(canaries) :]
        first, rest = canaries or others[:1], others if canaries else others[1:]
        self._ring(compiled, first, allowed=0)
        self._ring(compiled, rest, allowed=int(len(rest) * self._pace.failures))

    def _ring(self, compiled: Compiled, ring: tuple[str, ...], *, allowed: int) -> None:
        failed: list[Result] = []
        for result in self._results(compiled, ring):
            if result.error:
                failed.append(result)
            self._count(
                done=not result.error, failed=bool(result.error), schemas=len(result.schemas)
            )
            if len(failed) > allowed:
                break
        if len(failed) > allowed:
            first = failed[0]
            raise FleetStopped(failed=len(failed), first=first.schemas[0], error=first.error)

    def _results(self, compiled: Compiled, ring: tuple[str, ...]) -> Iterator[Result]:
        if compiled.is_slow:
            return (_slowly(schema) for schema in ring)
        applier = Applier(compiled, release=blueprints.release(), workers=self._pace.workers)
        return applier.results(iter(batched(ring, self._pace.batch)))

    def _count(
        self, *, done: bool = False, failed: bool = False, schemas: int = 0, total: int = 0
    ) -> None:
        before = self.progress
        self.progress = Progress(
            done=before.done + done * schemas,
            failed=before.failed + failed * schemas,
            total=before.total + total,
            seconds=time.monotonic() - self._began,
        )
        if schemas:
            self._tell(self.progress)


def _canaries(group: Group) -> tuple[str, ...]:
    marked = Tenant.objects.filter(is_canary=True).values_list("schema_name", flat=True)
    return tuple(schema for schema in group.schemas if schema in set(marked))


def _slowly(schema: str) -> Result:
    """Run a release that is written in Python in one schema, in one transaction."""
    tenant = Tenant.objects.get(schema_name=schema)
    try:
        schemas.migrate(_ref(tenant))
    except Exception as failure:  # noqa: BLE001  whatever a migration raises is told, not swallowed
        _note(schema, Outcome.FAILED, str(failure))
        return Result(schemas=(schema,), error=str(failure))
    _note(schema, Outcome.DONE, "")
    return Result(schemas=(schema,))


def _note(schema: str, state: Outcome, error: str) -> None:
    SchemaRelease.objects.update_or_create(
        schema_name=schema,
        release=blueprints.release(),
        defaults={"state": state, "error": error},
    )


def _ref(tenant: Tenant) -> TenantRef:
    return tenant.as_ref(tenant_host(tenant.slug))


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the fleet's lock for the whole run; it ends with the session, also by a kill."""
    with owner_session() as session:
        held = session.execute("SELECT pg_try_advisory_lock(hashtextextended('tenants.fleet', 0))")
        if held.fetchone() != (True,):
            raise FleetBusy
        yield
