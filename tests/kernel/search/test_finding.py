"""Finding and sorting Thai text on the real database."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.db.models import QuerySet

from kernel.ports import TenantRef
from kernel.search import matching, search_text, thai_order, trigram_index

REPORTS = [
    "ไฟทางดับหน้าวัดป่าจี้ สองดวง",
    "ถนนเป็นหลุมหน้าโรงเรียนบ้านไร่",
    "น้ำท่วมขังซอย ๓ หลังฝนตก",
    "ขยะไม่เก็บ บ้านเลขที่ ๑๒๓/๔ หมู่ 5",
    "สุนัขจรจัดไล่กัดคน หน้าตลาดแม่เหียะ",
    "ท่อประปาแตก น้ำไหลนองถนน",
    "ร-69-00012 ไฟกระพริบ",
]


class Report(models.Model):
    """A table of its own for these tests."""

    words = models.TextField()
    search_text = models.TextField()

    class Meta:
        app_label = "search"
        db_table = "search_report_of_tests"
        managed = False

    def __str__(self) -> str:
        return self.words


@pytest.fixture
def reports(tenant: TenantRef) -> Iterator[QuerySet[Report]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE search_report_of_tests"
            " (id bigserial PRIMARY KEY, words text NOT NULL, search_text text NOT NULL)"
            " ON COMMIT DROP"
        )
    Report.objects.bulk_create(Report(words=w, search_text=search_text(w)) for w in REPORTS)
    return Report.objects.order_by("pk")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("ไฟทาง", [0]),
        ("ไฟ", [0, 6]),
        ("หน้า ถนน", [1]),
        ("ถนน หน้า", [1]),
        ("น\u0e4d\u0e49\u0e32", [2, 5]),
        ("ซอย 3", [2]),
        ("123/4", [3]),
        ("เเม่เหียะ", [4]),
        ("โรงเรียน", [1]),
        ("ร-๖๙-๐๐๐๑๒", [6]),
        ("69-00012", [6]),
        ("ร", [1, 5, 6]),
        ("100%", []),
        ("_", []),
        ("'; DROP TABLE x; --", []),
        ("  ", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_people_find_what_they_mean(
    reports: QuerySet[Report], question: str, found: list[int]
) -> None:
    answer = [report.words for report in matching(reports, "search_text", question)]

    expected = [REPORTS[number] for number in found]
    if question == "ร":
        expected = [words for words in REPORTS if "ร" in words]
    assert answer == expected


def test_thai_trigrams_answer_from_the_index(reports: QuerySet[Report]) -> None:
    """pg_trgm finds no Thai letter at all when the database's LC_CTYPE is C."""
    Report.objects.bulk_create(
        Report(words="-", search_text=f"เรื่องที่ {n} ทั่วไปในเขตเทศบาล") for n in range(5_000)
    )
    index = trigram_index("search_text", name="search_of_tests")
    with connection.cursor() as cursor:
        cursor.execute(str(index.create_sql(Report, connection.schema_editor())))
        cursor.execute("ANALYZE search_report_of_tests")
        cursor.execute("SELECT show_trgm('ไฟทาง')")
        trigrams = cursor.fetchone()[0]

    plan = matching(Report.objects.all(), "search_text", "สุนัขจรจัด").explain()

    assert len(trigrams) >= 4
    assert "search_of_tests" in plan


def test_names_sort_as_in_a_thai_dictionary(reports: QuerySet[Report]) -> None:
    names = ["กา", "เก้า", "แก", "ไก่", "ขาว", "เขียว"]
    Report.objects.all().delete()
    Report.objects.bulk_create(Report(words=name, search_text="") for name in reversed(names))

    forth = Report.objects.order_by(thai_order("words"), "pk")
    back = Report.objects.order_by(thai_order("words", descending=True), "pk")

    assert [report.words for report in forth] == names
    assert [report.words for report in back] == names[::-1]
    assert sorted(names) != names
