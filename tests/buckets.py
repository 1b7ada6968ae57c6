"""The bucket of one test process in the real store."""

from django.conf import settings
from minio import Minio
from minio.deleteobjects import DeleteObject


def remove_bucket(name: str) -> None:
    """Delete the bucket with everything in it; the store refuses to drop a bucket that is full."""
    store = Minio(
        settings.S3_ENDPOINT,
        access_key=settings.S3_ACCESS_KEY,
        secret_key=settings.S3_SECRET_KEY,
        secure=settings.S3_SECURE,
        region=settings.S3_REGION,
    )
    held = store.list_objects(name, recursive=True)
    failures = store.remove_objects(name, (DeleteObject(found.object_name or "") for found in held))
    assert list(failures) == []
    store.remove_bucket(name)
