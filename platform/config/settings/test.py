"""The tests: real PostgreSQL and S3 on throw-away servers."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("PUBLIC_HOST", "localhost")
# Written by `make test`: where its throw-away servers listen.
os.environ.setdefault("THONGTHIN_ENV_FILE", ".local/test/env")
os.environ.setdefault("DEMO", "1")

from config.settings.base import *

GALLERY = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
REQUIRE_DURABLE_DATABASE = False
# Tests send fifty at once to one process and want fifty answers.
ADMISSION = {"at_once": 1000, "waiting": 1000, "patience_seconds": 60.0}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
S3_BUCKET = env.str("S3_TEST_BUCKET", "thongthin-test")
