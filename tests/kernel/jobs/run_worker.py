"""A worker process for the tests: the command of the house, on the database of the test run."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django
from django.conf import settings

for alias in ("default", "shared"):
    settings.DATABASES[alias]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from django.core.management import call_command  # noqa: E402
from procrastinate.contrib.django import app  # noqa: E402

import tests.kernel.jobs.tasks_for_tests  # noqa: E402

assert tests.kernel.jobs.tasks_for_tests.mark.name
app.periodic_registry.periodic_tasks.clear()
call_command("worker", *sys.argv[1:])
