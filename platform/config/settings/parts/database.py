"""One database, two connections: the guarded one, and a plain one for the cache and the queue.

Behind a transaction pooler only the guarded one goes through it: a request that holds a pooled
connection must not wait for a second, and the queue listens. DATABASE_DIRECT_URL names the way
around the pooler.
"""

import glob
import sys
from urllib.parse import SplitResult, unquote, urlsplit

import pyogrio
import shapely

from config.env import need, read_env

_env = read_env()
_app = urlsplit(need(_env, "DATABASE_URL"))
_owner = urlsplit(_env.str("OWNER_DATABASE_URL", ""))

DATABASE_APP_LOGIN = unquote(_app.username or "thongthin_app")
DATABASE_OWNER_LOGIN = unquote(_owner.username or "thongthin_owner")
DATABASE_OWNER_PASSWORD = unquote(_owner.password or "")


def _connection(url: SplitResult) -> dict[str, object]:
    return {
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "127.0.0.1",
        "PORT": str(url.port or 5432),
        "CONN_MAX_AGE": _env.int("DATABASE_CONNECTION_AGE", 300),
        "CONN_HEALTH_CHECKS": True,
        # A server-side cursor outlives its statement, which a transaction pooler does not allow.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "application_name": f"thongthin {sys.argv[0].rsplit('/', 1)[-1]}"[:60],
        },
    }


DATABASES = {
    "default": {
        **_connection(_app),
        "ENGINE": "kernel.tenancy.backend",
        "ATOMIC_REQUESTS": True,
    },
    "shared": {
        **_connection(urlsplit(_env.str("DATABASE_DIRECT_URL", "") or _app.geturl())),
        "ENGINE": "kernel.tenancy.plain",
        "TEST": {"MIRROR": "default"},
    },
}
ORIGINAL_BACKEND = "django.contrib.gis.db.backends.postgis"
DATABASE_ROUTERS = [
    "kernel.tenancy.routers.SharedCacheRouter",
    "django_tenants.routers.TenantSyncRouter",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "kernel.api.counting.CountingCache",
        "LOCATION": "thongthin_cache",
        "KEY_FUNCTION": "kernel.tenancy.keys.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000, "CULL_FREQUENCY": 10},
    }
}


def _bundled(package: object, pattern: str) -> str:
    """Return the library inside a wheel: newer than the distribution's (decision 0003)."""
    folder = str(package.__file__).rsplit("/", 2)[0]  # type: ignore[attr-defined]
    return glob.glob(f"{folder}/{pattern}")[0]  # noqa: PTH207


GDAL_LIBRARY_PATH = _bundled(pyogrio, "pyogrio.libs/libgdal*")
GEOS_LIBRARY_PATH = _bundled(shapely, "shapely.libs/libgeos_c*")
