"""Apply a compiled release to schemas in batches: a batch is one transaction, ledger included."""

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import local

import psycopg
from psycopg import errors, sql

from kernel.tenancy.ownership import owner_session
from tenants.fleet.compiling import Compiled
from tenants.schemas import grants

TRIES = 5
FIRST_WAIT = 0.2  # seconds, doubled after every try
LIMITS = (
    "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10min'; "
    "SET LOCAL client_min_messages = warning"
)
NOTE = """
INSERT INTO public.tenants_schemarelease AS known
    (schema_name, release, state, error, attempts, finished_at)
SELECT place, %s, %s, %s, %s, now() FROM unnest(%s::text[]) AS place
ON CONFLICT (schema_name, release) DO UPDATE SET state = excluded.state, error = excluded.error,
    attempts = known.attempts + excluded.attempts, finished_at = excluded.finished_at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a batch went: an empty error is success."""

    schemas: tuple[str, ...]
    error: str = ""


class Applier:
    """Applies one compiled release with some workers, each on a session of its own."""

    def __init__(self, compiled: Compiled, *, release: str, workers: int) -> None:
        self._compiled, self._release, self._workers = compiled, release, workers
        self._own = local()
        self._sessions: list[psycopg.Connection] = []

    def results(self, batches: Iterator[tuple[str, ...]]) -> Iterator[Result]:
        """Yield each batch's result as it comes; no more are begun once the caller stops asking."""
        with ThreadPoolExecutor(self._workers) as pool:
            running = {
                pool.submit(self._batch, one) for one in itertools.islice(batches, self._workers)
            }
            try:
                while running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from itertools.chain.from_iterable(each.result() for each in done)
                    following = itertools.islice(batches, len(done))
                    running |= {pool.submit(self._batch, one) for one in following}
            finally:
                wait(running)
                self._close()

    def _batch(self, schemas: tuple[str, ...]) -> list[Result]:
        """Apply to all of them at once; when that fails, to each by itself, to find the culprit."""
        result = self._try(schemas)
        if not result.error or len(schemas) == 1:
            return [result]
        return [self._try((schema,)) for schema in schemas]

    def _try(self, schemas: tuple[str, ...]) -> Result:
        for attempt in range(1, TRIES + 1):
            try:
                self._apply(schemas, attempt)
            except (errors.LockNotAvailable, errors.DeadlockDetected) as busy:
                error = str(busy)
                time.sleep(FIRST_WAIT * 2 ** (attempt - 1))
            except psycopg.Error as failure:
                error = str(failure)
                break
            else:
                return Result(schemas=schemas)
        if len(schemas) == 1:
            self._session().execute(NOTE, [self._release, "failed", error, attempt, list(schemas)])
        return Result(schemas=schemas, error=error)

    def _apply(self, schemas: tuple[str, ...], attempt: int) -> None:
        session = self._session()
        with session.transaction():
            session.execute(LIMITS)
            session.execute("\n".join(self._text(schema) for schema in schemas))
            session.execute(NOTE, [self._release, "done", "", attempt, list(schemas)])

    def _text(self, schema: str) -> str:
        path = sql.SQL("SET LOCAL search_path = {}, public;").format(sql.Identifier(schema))
        note = "INSERT INTO django_migrations (app, name, applied) VALUES ({}, {}, now());"
        notes = [sql.SQL(note).format(*key).as_string() for key in self._compiled.migrations]
        rights = []
        if self._compiled.makes_tables:
            rights = [f"{statement.as_string()};" for statement in grants(schema)]
        return "\n".join([path.as_string(), *self._compiled.statements, *notes, *rights])

    def _session(self) -> psycopg.Connection:
        if not hasattr(self._own, "session"):
            self._own.session = owner_session()
            self._sessions.append(self._own.session)
        session: psycopg.Connection = self._own.session
        return session

    def _close(self) -> None:
        for session in self._sessions:
            session.close()
