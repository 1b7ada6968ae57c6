import pytest

from kernel.documents.store import ensure_bucket


@pytest.fixture(autouse=True, scope="session")
def bucket() -> None:
    """Bundles carry an emblem, which is kept in the object store."""
    ensure_bucket()
