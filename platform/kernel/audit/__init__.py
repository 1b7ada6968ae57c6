"""The append-only book of deeds: one hash chain per municipality, kept by the database."""

APPEND_ONLY_TABLES = ("audit_entry",)
