"""Bring a municipality from an empty schema to a configured town hall."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.bundle import Bundle
from kernel.configuration.errors import BundleUnreadable
from kernel.configuration.packing import read
from kernel.configuration.planning import Change
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope

BUNDLES = Path(__file__).parent / "bundles"
# Whose configuration a new municipality starts from.
REFERENCE = "mae_hia"


def load_reference_configuration(tenant: TenantRef, *, bundle: str, at: datetime) -> list[Change]:
    """Give the municipality the reference configuration, then what is its own in `bundle`.

    One transaction; the second time it changes nothing.

    Raises:
        BundleUnreadable: there is no such bundle.
        kernel.errors.Refused: an object does not fit; nothing of it is kept.
    """
    with tenant_scope(tenant):
        return [
            change for part in configuration_of(bundle) for change in apply(part, by=SYSTEM, at=at)
        ]


def configuration_of(name: str) -> Iterator[Bundle]:
    """Return the bundles that make up a municipality: the reference, then its identity.

    Raises:
        BundleUnreadable: there is no such bundle.
    """
    own = BUNDLES / name
    if not name.isidentifier() or not own.is_dir():
        raise BundleUnreadable(file=name, reason="no such bundle")
    yield read(BUNDLES / REFERENCE / "configuration")
    yield read(own / "identity")
