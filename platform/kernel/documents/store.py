"""The object store behind one class; every key begins with the tenant's id.

Speaks plain S3 through the `minio` SDK, so that another client can replace it here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import BinaryIO
from urllib.parse import quote

import urllib3
from django.conf import settings
from minio import Minio
from minio.error import MinioException, S3Error

from kernel.documents.errors import ForeignKeyRefused, StoreDown
from kernel.tenancy import storage_prefix

PRESIGNED_FOR = timedelta(minutes=5)
CONNECT_SECONDS = 2.0
READ_SECONDS = 8.0
CHUNK = 64 * 1024
_GONE = frozenset({"NoSuchKey", "NoSuchObject", "NoSuchBucket"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An object of the store."""

    key: str
    size: int
    modified_at: datetime | None = None


class Body:
    """The bytes of an object, read in pieces; whoever does not read them closes it."""

    def __init__(self, answer: urllib3.BaseHTTPResponse) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        """Read the bytes, and let the connection go."""
        try:
            yield from self._answer.stream(CHUNK)
        finally:
            self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._answer.close()
        self._answer.release_conn()


@cache
def _client(endpoint: str, secure: bool) -> Minio:  # noqa: FBT001 - it is the cache's key
    pool = urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        retries=urllib3.Retry(total=1, connect=1, read=0, redirect=0, backoff_factor=0.1),
        maxsize=16,
    )
    return Minio(
        endpoint,
        access_key=settings.S3_ACCESS_KEY,
        secret_key=settings.S3_SECRET_KEY,
        secure=secure,
        region=settings.S3_REGION,
        http_client=pool,
    )


def _inner() -> Minio:
    return _client(settings.S3_ENDPOINT, settings.S3_SECURE)


@contextmanager
def _answers() -> Iterator[None]:
    """Translate the store's silence into a refusal."""
    try:
        yield
    except (S3Error, FileNotFoundError):
        raise
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise StoreDown from error


class TenantStore:
    """The part of the store that belongs to one tenant.

    Raises:
        ForeignKeyRefused: from every method, for a key that leaves the tenant's prefix.
        StoreDown: from every method, when the store does not answer.
    """

    def __init__(self, prefix: str) -> None:
        if not prefix.endswith("/") or prefix == "/":
            raise ForeignKeyRefused(prefix)
        self.prefix = prefix

    def key(self, *parts: str) -> str:
        """Return the full key of the parts inside this tenant's prefix."""
        return self._own(self.prefix + "/".join(parts))

    def put(self, key: str, stream: BinaryIO, *, size: int, content_type: str) -> None:
        """Write the object; an object of this key is replaced."""
        with _answers():
            try:
                _inner().put_object(
                    settings.S3_BUCKET, self._own(key), stream, size, content_type=content_type
                )
            except S3Error as error:
                raise StoreDown from error

    def get(self, key: str) -> Body:
        """Return the object's bytes, to be read in pieces.

        Raises:
            FileNotFoundError: there is no such object.
        """
        with _answers():
            try:
                answer = _inner().get_object(settings.S3_BUCKET, self._own(key))
            except S3Error as error:
                raise self._missing(error, key) from error
        return Body(answer)

    def fetch(self, key: str, into: BinaryIO) -> None:
        """Copy the object's bytes into the stream.

        Raises:
            FileNotFoundError: there is no such object.
        """
        with _answers():
            into.writelines(self.get(key))

    def stat(self, key: str) -> Stored | None:
        """Return what is known of the object, or None when there is none."""
        with _answers():
            try:
                found = _inner().stat_object(settings.S3_BUCKET, self._own(key))
            except S3Error as error:
                if error.code in _GONE:
                    return None
                raise StoreDown from error
        return Stored(key=key, size=found.size or 0, modified_at=found.last_modified)

    def delete(self, key: str) -> None:
        """Delete the object; none is fine."""
        with _answers():
            try:
                _inner().remove_object(settings.S3_BUCKET, self._own(key))
            except S3Error as error:
                raise StoreDown from error

    def walk(self) -> Iterator[Stored]:
        """Return every object of this tenant."""
        with _answers():
            for found in _inner().list_objects(
                settings.S3_BUCKET, prefix=self.prefix, recursive=True
            ):
                yield Stored(
                    key=str(found.object_name),
                    size=found.size or 0,
                    modified_at=found.last_modified,
                )

    def presign(self, key: str, *, filename: str, content_type: str, inline: bool) -> str:
        """Return an address at which a browser may read the object for five minutes."""
        kind = "inline" if inline else "attachment"
        client = _client(settings.S3_PUBLIC_ENDPOINT, settings.S3_PUBLIC_SECURE)
        return client.presigned_get_object(
            settings.S3_BUCKET,
            self._own(key),
            expires=PRESIGNED_FOR,
            response_headers={
                "response-content-disposition": f"{kind}; filename*=UTF-8''{quote(filename)}",
                "response-content-type": content_type,
                "response-cache-control": "private, max-age=300",
            },
        )

    def _own(self, key: str) -> str:
        parts = key.split("/")
        if not key.startswith(self.prefix) or any(part in {"", ".", ".."} for part in parts):
            raise ForeignKeyRefused(key)
        if not key.isprintable() or "\\" in key:
            raise ForeignKeyRefused(key)
        return key

    @staticmethod
    def _missing(error: S3Error, key: str) -> Exception:
        return FileNotFoundError(key) if error.code in _GONE else StoreDown()


def tenant_store() -> TenantStore:
    """Return the current tenant's part of the store.

    Raises:
        NoTenant: the public schema owns no files.
    """
    return TenantStore(storage_prefix())


def ensure_bucket() -> bool:
    """Make the bucket unless it is there; return whether it was made.

    Raises:
        StoreDown: the store does not answer.
    """
    with _answers():
        try:
            if _inner().bucket_exists(settings.S3_BUCKET):
                return False
            _inner().make_bucket(settings.S3_BUCKET)
        except S3Error as error:
            if error.code in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                return False
            raise StoreDown from error
    return True


def ping() -> None:
    """Ask the store whether the bucket is there.

    Raises:
        StoreDown: it does not answer, or the bucket is missing.
    """
    with _answers():
        try:
            there = _inner().bucket_exists(settings.S3_BUCKET)
        except S3Error as error:
            raise StoreDown from error
    if not there:
        raise StoreDown
