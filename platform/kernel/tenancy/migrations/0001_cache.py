"""The shared cache's table: unlogged, since a cache may be lost."""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE thongthin_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX thongthin_cache_expires ON thongthin_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunSQL(TABLE, "DROP TABLE thongthin_cache")]
