"""A list of a hundred thousand cases: how long the job takes, and that memory stays flat."""

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.utils import timezone
from psycopg import sql

from kernel.actors import Actor
from kernel.handouts.makers import Order
from kernel.jobs.task import _addressee
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import tasks
from modules.complaints.models import Complaint
from modules.complaints.selectors import Filters
from tests.modules.complaints.town import build_town, clerk, filed

ROWS = 100_000
# Of this process's own work: the machine may be busy with other things.
MOST_SECONDS = 120
MOST_MEGABYTES = 150

pytestmark = pytest.mark.slow


def copied(complaint: Complaint, times: int) -> None:
    """Write copies of the row, a second apart."""
    fresh = {
        "public_id": "gen_random_uuid()",
        "number": "'ท-' || n",
        "tracking_code": "lpad(n::text, 28, '0')",
        "submitted_at": "submitted_at - n * interval '1 second'",
    }
    names = [field.column for field in Complaint._meta.concrete_fields if not field.primary_key]
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in names)
    values = sql.SQL(", ").join(
        sql.SQL(fresh[name]) if name in fresh else sql.Identifier(name) for name in names
    )
    statement = sql.SQL(
        "INSERT INTO complaints_complaint ({}) SELECT {} FROM complaints_complaint,"
        " generate_series(1, {}) AS n WHERE id = {}"
    ).format(columns, values, sql.Literal(times), sql.Literal(complaint.pk))
    with connection.cursor() as cursor:
        cursor.execute(statement)


class _Asked(Order):
    """An order of the officer who sees everything."""

    def actor(self) -> Actor:
        return clerk()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_lines_fit_into_little_memory(banmai: TenantRef, kind: str) -> None:
    with tenant_scope(banmai):
        build_town()
        copied(filed(words="ไฟทางหน้าวัดดับสามคืนแล้ว มืดมาก ขับรถอันตราย " * 3), ROWS - 1)
    work: dict[str, Any] = {"filters": Filters().as_json(), "format": kind, "language": "th"}
    order = _Asked(handout_id=0, owner_id=0, wearing=None, work=work, at=timezone.now())
    token = _addressee.set(banmai)
    before, began = _resident(), time.process_time()
    try:
        with TemporaryFile() as body:
            tasks.make_list(order, body)
            seconds, grown = time.process_time() - began, _resident() - before
            size = body.tell() / 1e6
            if kind == "xlsx":
                assert "xl/worksheets/sheet1.xml" in ZipFile(body).namelist()
            else:
                body.seek(0)
                assert sum(1 for _ in body) == ROWS + 1
    finally:
        _addressee.reset(token)
    sys.stderr.write(
        f"\n{kind}: {ROWS} lines, {seconds:.0f} s of work, +{grown:.0f} MB, {size:.1f} MB\n"
    )

    assert seconds < MOST_SECONDS
    assert grown < MOST_MEGABYTES


def _resident() -> float:
    """Return the most memory that this process ever held, in megabytes."""
    assert Path("/proc/self/status").exists()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
