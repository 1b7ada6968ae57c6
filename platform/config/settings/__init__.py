"""Settings by environment: local, test, production (chosen by DJANGO_ENV)."""
