"""Bind the tenant to the transaction: role and path are set locally, once, or the query is refused.

Safe behind a transaction pooler, and a reused connection never carries a tenant over.
The source is our own measurement: docs/decisions/0002.
"""

from typing import Any

from django.conf import settings
from django_tenants.postgresql_backend import base
from django_tenants.utils import get_public_schema_name, quote_schema_name

from kernel.tenancy.backend.resting import TrustedAwhile
from kernel.tenancy.backend.savepoints import LazySavepoints
from kernel.tenancy.errors import TenantOutsideTransaction


class DatabaseWrapper(LazySavepoints, TrustedAwhile, base.DatabaseWrapper):
    """PostGIS backend that refuses a tenant's query outside a transaction.

    Raises:
        TenantOutsideTransaction: on the first query for a tenant in autocommit mode.
    """

    _stands_in: str | None = None
    _is_connecting = False

    def connect(self) -> None:
        """Connect; what Django asks a fresh session (version, types) belongs to no tenant."""
        self._is_connecting = True
        try:
            super().connect()
        finally:
            self._is_connecting = False

    def set_autocommit(self, *args: Any, **kwargs: Any) -> None:
        """Forget the path: the outermost transaction begins or ends here."""
        self._stands_in = None
        super().set_autocommit(*args, **kwargs)

    def set_tenant(self, *args: Any, **kwargs: Any) -> None:
        """Choose the tenant; the next query sets role and path."""
        self._stands_in = None
        super().set_tenant(*args, **kwargs)

    def rollback(self) -> None:
        """Roll back, and forget the path with it."""
        self._stands_in = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        """Roll back to the savepoint; a path set after it is gone."""
        try:
            super().savepoint_rollback(sid)
        finally:
            self._stands_in = None

    def close(self) -> None:
        """Close, and forget the path."""
        self._stands_in = None
        super().close()

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._is_connecting or self._setting_search_path:
            return
        if self._stands_in == self.schema_name:
            return
        if not self.in_atomic_block:
            if self.schema_name == get_public_schema_name():
                return
            msg = f"a query for {self.schema_name} outside transaction.atomic()"
            raise TenantOutsideTransaction(msg)
        self._setting_search_path = True
        used = self.connection.cursor() if cursor is None else cursor
        try:
            # One message: role, path, and the savepoints that wait for the first statement.
            used.execute("; ".join([self._entry(), *self.take_waiting()]))
            self._stands_in = self.schema_name
        finally:
            self._setting_search_path = False
            if cursor is None:
                used.close()

    def _entry(self) -> str:
        path = ", ".join(quote_schema_name(name) for name in self._get_cursor_search_paths())
        return f"{self._role()}SET LOCAL search_path = {path}"

    def _role(self) -> str:
        """Return the role switch; the owner, who migrates, stays itself."""
        if self.settings_dict["USER"] == settings.DATABASE_OWNER_LOGIN:
            return ""
        if self.schema_name == get_public_schema_name():
            return "SET LOCAL ROLE NONE; "
        return f"SET LOCAL ROLE {quote_schema_name(self.schema_name)}; "
