"""The public side of complaints, and the working minutes their clocks had counted."""

import uuid

import django.contrib.gis.db.models.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="publication",
                        serialize=False,
                        to="complaints.complaint",
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4)),
                ("is_shown", models.BooleanField(default=True)),
                ("words", models.TextField(blank=True, default="")),
                ("photos", models.JSONField(blank=True, default=list)),
                (
                    "pin",
                    django.contrib.gis.db.models.fields.PointField(
                        blank=True, null=True, spatial_index=False, srid=4326
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    # The public map asks for the cases inside the square on the screen.
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["pin"], name="publication_pin"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["public_id"], name="publication_id_is_unique"),
                ],
            },
        ),
        # Constant defaults and empty columns: no row is rewritten.
        migrations.AddField("category", "is_public", models.BooleanField(default=True)),
        migrations.AddField(
            "complaint", "response_minutes", models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "complaint", "resolution_minutes", models.PositiveIntegerField(blank=True, null=True)
        ),
    ]
