"""What is multiplied by 7,850: tables and indexes of one municipality."""

from django.db import connection

from kernel.ports import TenantRef

MOST_TABLES = 60
MOST_INDEXES = 200

TABLES = """
SELECT c.relname, (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid)
FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' ORDER BY 1
"""
PATTERN_INDEXES = """
SELECT indexname FROM pg_indexes
WHERE schemaname = %s AND indexdef LIKE '%%_pattern_ops%%' ORDER BY 1
"""
# Their libraries' own: django.contrib.sessions, allauth and knox declare text keys as db_index.
PATTERN_INDEXES_OF_LIBRARIES = (
    "django_session",
    "account_",
    "socialaccount_",
    "knox_",
    "usersessions_",
)


def test_tables_and_indexes_of_a_municipality_are_within_budget(tenant: TenantRef, capsys) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [tenant.schema])
        rows = cursor.fetchall()
    tables, indexes = len(rows), sum(count for _, count in rows)

    with capsys.disabled():
        print(  # noqa: T201
            f"\nper municipality: {tables} tables of {MOST_TABLES}, "
            f"{indexes} indexes of {MOST_INDEXES}"
        )
    assert tables <= MOST_TABLES
    assert indexes <= MOST_INDEXES


def test_no_table_of_ours_pays_for_an_extra_like_index(tenant: TenantRef) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PATTERN_INDEXES, [tenant.schema])
        names = [name for (name,) in cursor.fetchall()]

    assert [n for n in names if not n.startswith(PATTERN_INDEXES_OF_LIBRARIES)] == []


def test_every_column_of_thai_names_can_be_sorted_as_thai(tenant: TenantRef) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT word FROM unnest(ARRAY['แก', 'ขาว', 'กา', 'เขียว', 'เก้า', 'ไก่']) AS word
            ORDER BY word COLLATE "th-x-icu" """
        )
        words = [word for (word,) in cursor.fetchall()]

    assert words == ["กา", "เก้า", "แก", "ไก่", "ขาว", "เขียว"]
