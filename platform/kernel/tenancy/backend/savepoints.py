"""Savepoints that cost a message only when something is done after them.

Every service is atomic, and most of them run inside a request's transaction: without this, a
fifth of all messages to the database would be savepoints that nobody ever goes back to.
"""

from collections.abc import Callable
from typing import Any

from psycopg.pq import TransactionStatus

type Executor = Callable[[str, Any, bool, dict[str, Any]], Any]


class LazySavepoints:
    """Mixin of a database wrapper: SAVEPOINT and RELEASE wait, in order, for the next statement.

    What is still waiting at the end of the transaction is forgotten: its end ends them too.
    """

    connection: Any
    ops: Any
    execute_wrappers: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[str] = []
        # First, so outermost: whatever is sent, what waits goes before it.
        self.execute_wrappers.insert(0, self._after_what_waits)

    def take_waiting(self) -> list[str]:
        """Return what waits, and forget it: the caller sends it."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def _after_what_waits(
        self,
        execute: Executor,
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001  # Django calls its wrappers so
        context: dict[str, Any],
    ) -> Any:
        if self._waiting:
            with self.wrap_database_errors, self.connection.cursor() as cursor:  # type: ignore[attr-defined]  # of the wrapper we mix into
                cursor.execute("; ".join(self.take_waiting()))
        return execute(sql, params, many, context)

    def _savepoint(self, sid: str) -> None:
        self._waiting.append(self.ops.savepoint_create_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        if self._waiting and self._waiting[-1] == self.ops.savepoint_create_sql(sid):
            self._waiting.pop()  # nothing was done since
            return
        self._waiting.append(self.ops.savepoint_commit_sql(sid))
        # A failed statement that somebody has swallowed must be found out here, not at the commit.
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            self._send_waiting()

    def _savepoint_rollback(self, sid: str) -> None:
        made = self.ops.savepoint_create_sql(sid)
        if made in self._waiting:
            del self._waiting[self._waiting.index(made) + 1 :]
            return
        # What waits lies inside the savepoint and goes with it.
        self._waiting = [self.ops.savepoint_rollback_sql(sid)]
        self._send_waiting()

    def _send_waiting(self) -> None:
        statement = "; ".join(self.take_waiting())
        with self.cursor() as cursor:  # type: ignore[attr-defined]  # of the wrapper we mix into
            cursor.execute(statement)

    def _commit(self) -> None:
        self._waiting.clear()
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._waiting.clear()
        super()._rollback()  # type: ignore[misc]

    def _close(self) -> None:
        self._waiting.clear()
        super()._close()  # type: ignore[misc]
