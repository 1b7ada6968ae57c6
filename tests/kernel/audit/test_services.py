"""Writing into the book of deeds."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from django.db import Error, connection, transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.audit import selectors
from kernel.audit import services as audit
from kernel.audit.chain import canonical
from kernel.audit.models import Entry
from kernel.audit.values import MASK, mask, plain
from kernel.audit.words import describe, label_of
from kernel.ports import TenantRef

AT = datetime(2026, 4, 10, 8, 30, tzinfo=UTC)
OFFICER = Actor(
    kind=ActorKind.OFFICER,
    label="สมชาย ใจดี (นายช่างโยธา)",
    account_id=1,
    officer_id=2,
    appointment_id=3,
    capacity="รักษาราชการแทน ผู้อำนวยการกองช่าง",
)


def seal() -> None:
    """Do now what a commit does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def test_a_deed_keeps_who_in_which_hat_did_what_to_what_and_why(tenant: TenantRef) -> None:
    entry = audit.record(
        actor=OFFICER,
        action="complaint.assigned",
        subject="complaint:12",
        at=AT,
        before={"unit": None},
        after={"unit": "กองช่าง"},
        reason="อยู่ในเขตรับผิดชอบ",
    )

    entry.refresh_from_db()
    assert entry.actor_label == OFFICER.label
    assert (entry.account_id, entry.officer_id, entry.appointment_id) == (1, 2, 3)
    assert entry.capacity == OFFICER.capacity
    assert (entry.before, entry.after) == ({"unit": None}, {"unit": "กองช่าง"})
    assert entry.happened_at == AT
    assert selectors.history("complaint:12").get() == entry
    assert not selectors.history("complaint:1").exists()


def test_the_databases_clock_stamps_the_entry_whatever_the_application_says(
    tenant: TenantRef,
) -> None:
    entry = audit.record(actor=SYSTEM, action="a", subject="s", at=AT)
    forged = Entry(
        happened_at=AT, actor_kind="system", recorded_at=AT, number=99, hash=bytes(32), action="b"
    )
    forged.save()

    forged.refresh_from_db()
    assert forged.recorded_at > entry.happened_at
    assert forged.recorded_at >= entry.recorded_at
    assert (forged.number, forged.hash) == (None, None)


def test_entries_are_numbered_and_chained_when_the_transaction_ends(tenant: TenantRef) -> None:
    start = selectors.verify().head.number
    for number in range(3):
        audit.record(actor=OFFICER, action="a", subject=f"thing:{number}", at=AT)

    seal()

    verdict = selectors.verify()
    assert verdict.is_whole
    assert verdict.head.number == start + 3
    assert selectors.head() == verdict.head


def test_a_look_at_personal_data_is_a_deed_too(tenant: TenantRef) -> None:
    entry = audit.record_look(
        actor=OFFICER, subject="complaint:12", fields=["phone", "name"], at=AT, reason="โทรกลับ"
    )

    assert entry.action == "looked"
    assert entry.after == {"fields": ["name", "phone"]}
    with override("th"):
        assert label_of("looked") == "เปิดดูข้อมูลส่วนบุคคล"


def test_personal_values_are_never_kept_in_clear(tenant: TenantRef) -> None:
    entry = audit.record(
        actor=OFFICER,
        action="reporter.changed",
        subject="complaint:12",
        at=AT,
        before={"phone": "0812345678", "nested": {"email": "a@b.th"}, "list": [{"phone": "1"}]},
        after={"phone": "", "nickname": "ต้อม", "state": "new"},
        personal=["nickname"],
    )

    written = json.dumps([entry.before, entry.after], ensure_ascii=False)
    assert "0812345678" not in written
    assert "a@b.th" not in written
    assert "ต้อม" not in written
    assert entry.after == {"phone": "", "nickname": MASK, "state": "new"}


class Colour(StrEnum):
    RED = "red"


def test_values_are_kept_so_that_they_always_read_the_same() -> None:
    assert plain(
        {
            "when": AT,
            "day": date(2026, 4, 10),
            "fee": Decimal("1.10"),
            "lon": 98.9,
            "colour": Colour.RED,
            "ids": {3, 1},
            "on": True,
            "nul": "a\x00b",
        }
    ) == {
        "when": "2026-04-10T08:30:00+00:00",
        "day": "2026-04-10",
        "fee": "1.10",
        "lon": "98.9",
        "colour": "red",
        "ids": [1, 3],
        "on": True,
        "nul": "ab",
    }
    with pytest.raises(TypeError, match="object"):
        plain({"model": object()})
    assert mask({"phone": None}) == {"phone": None}


def test_actions_have_words_once_their_app_described_them() -> None:
    describe({"lamp.lit": "เปิดไฟ"})

    assert label_of("lamp.lit") == "เปิดไฟ"
    assert label_of("lamp.unknown") == "lamp.unknown"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.text(max_size=8), JSON, max_size=5), st.text(max_size=30))
def test_python_and_postgresql_write_the_same_canonical_text(
    tenant: TenantRef, after: dict[str, object], reason: str
) -> None:
    entry = audit.record(actor=OFFICER, action="a", subject="s", at=AT, after=after, reason=reason)
    seal()

    entry.refresh_from_db()
    assert canonical(entry)
    assert selectors.verify().is_whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'x'",
        "UPDATE audit_entry SET number = 1, hash = hash",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
    ],
)
def test_the_tenants_role_may_not_change_the_book(tenant: TenantRef, statement: str) -> None:
    audit.record(actor=SYSTEM, action="a", subject="s", at=AT)

    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_page_of_the_book_takes_one_query_however_long_it_is(
    tenant: TenantRef, django_assert_num_queries
) -> None:
    for number in range(7):
        audit.record(actor=OFFICER, action="lamp.lit", subject=f"lamp:{number}", at=AT)
    audit.record(actor=SYSTEM, action="lamp.dimmed", subject="lamp:1", at=AT)

    with django_assert_num_queries(1):
        first = selectors.page(selectors.Filters(action="lamp.lit"), size=3)
    second = selectors.page(
        selectors.Filters(action="lamp.lit", before_id=first.older_than), size=4
    )

    assert [entry.subject for entry in first.entries] == ["lamp:6", "lamp:5", "lamp:4"]
    assert [entry.subject for entry in second.entries] == ["lamp:3", "lamp:2", "lamp:1", "lamp:0"]
    assert second.older_than is None


def test_the_book_can_be_searched_by_person_subject_and_day(tenant: TenantRef) -> None:
    audit.record(actor=OFFICER, action="a", subject="lamp:1", at=AT)
    audit.record(actor=SYSTEM, action="a", subject="lamp:1", at=datetime(2026, 4, 11, tzinfo=UTC))

    def found(**filters: object) -> list[str]:
        return [e.actor_label for e in selectors.page(selectors.Filters(**filters)).entries]

    assert found(subject="lamp:1") == ["ระบบ", OFFICER.label]
    assert found(subject="lamp:1", actor="สมชาย") == [OFFICER.label]
    assert found(subject="lamp:1", until_date=date(2026, 4, 10)) == [OFFICER.label]
    assert found(subject="lamp:1", from_date=date(2026, 4, 11)) == ["ระบบ"]
