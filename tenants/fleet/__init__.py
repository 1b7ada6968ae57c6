"""All schemas together: what each has run, and bringing them up to date.

The ledger tells how it went; what a schema has run is asked of the schema itself.
"""

from tenants.fleet.errors import FleetBusy, FleetStopped, UnsafeMigration
from tenants.fleet.migrating import Pace, Progress, migrate
from tenants.fleet.safety import faults
from tenants.fleet.scanning import SchemaState, status

__all__ = [
    "FleetBusy",
    "FleetStopped",
    "Pace",
    "Progress",
    "SchemaState",
    "UnsafeMigration",
    "faults",
    "migrate",
    "status",
]
