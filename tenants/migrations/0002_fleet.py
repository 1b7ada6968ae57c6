"""The ledger of releases, canaries, and the scan of what every schema has run."""

import django.utils.timezone
from django.db import migrations, models

SCAN = """
CREATE FUNCTION tenants_fleet_groups() RETURNS TABLE (schemas text[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text;
    digest text;
    places text[] := '{}';
    digests text[] := '{}';
BEGIN
    FOR place IN
        SELECT schema_name FROM public.tenants_tenant
         WHERE built_at IS NOT NULL ORDER BY is_canary DESC, slug
    LOOP
        EXECUTE format(
            'SELECT md5(string_agg(app || ''.'' || name, '','' ORDER BY app, name))
               FROM %I.django_migrations', place
        ) INTO digest;
        places := array_append(places, place);
        digests := array_append(digests, digest);
    END LOOP;
    RETURN QUERY
        SELECT array_agg(scanned.place ORDER BY scanned.nth)
          FROM unnest(places, digests) WITH ORDINALITY AS scanned (place, digest, nth)
         GROUP BY scanned.digest ORDER BY min(scanned.nth);
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0001_registry'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='is_canary',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='SchemaRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schema_name', models.TextField()),
                ('release', models.TextField()),
                ('state', models.TextField(choices=[('done', 'ปรับแล้ว'), ('failed', 'ล้มเหลว')])),
                ('error', models.TextField(blank=True, default='')),
                ('attempts', models.PositiveIntegerField(default=1)),
                ('finished_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('schema_name', 'release'), name='schema_release_is_noted_once')],
            },
        ),
        migrations.RunSQL(SCAN, 'DROP FUNCTION tenants_fleet_groups()'),
    ]
