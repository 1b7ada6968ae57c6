from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.gis.geos import Point

from kernel.actors import ActorKind
from kernel.audit.models import Entry as AuditEntry
from kernel.configuration.models import SettingValue
from kernel.configuration.settings import forget_settings
from kernel.documents.models import Document
from kernel.notifications.models import Message
from modules.complaints import policies, selectors, services
from modules.complaints.models import (
    Attachment,
    Category,
    Complaint,
    Entry,
    EntryKind,
    Follower,
    Part,
    Reporter,
    Round,
)
from modules.complaints.models.entry import PHOTO_KIND
from modules.complaints.permissions import Permission
from modules.complaints.selectors.retention import due_for_anonymising
from modules.complaints.services import anonymising, exporting, parts
from modules.complaints.services.parts import Taken
from modules.complaints.services.wordings import COVER
from tests.modules.complaints.town import (
    FRIDAY,
    Town,
    april,
    assigned,
    clerk,
    engineer,
    filed,
    officer,
)

CLOSED = april(20, "10:00")
WORDS = "ไฟดับหน้าบ้าน สมชาย ใจดี โทร 081-234-5678"


def after(days: int) -> datetime:
    """Return a moment so many days after the closing."""
    return CLOSED + timedelta(days=days, hours=1)


def closed(town: Town, **fields: Any) -> Complaint:
    """A complaint that the crew has finished, with a follower."""
    complaint = assigned(town, words=WORDS, **fields)
    services.resolve(
        complaint_id=complaint.pk,
        remark="ซ่อมแล้ว โทรบอก 0812345678",
        by=engineer(town),
        at=CLOSED,
    )
    Follower.objects.create(
        complaint=complaint, phone="+66899999999", notice_version="1", followed_at=CLOSED
    )
    return Complaint.objects.get(pk=complaint.pk)


def erased(at: datetime) -> int:
    """Do what the nightly job does."""
    return anonymising.anonymise(complaint_ids=anonymising.due(at=at), at=at)


def again(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def test_who_reported_and_followed_is_forgotten_and_the_figures_stay(town: Town) -> None:
    complaint = closed(town, client_key="k1")
    assert Message.objects.filter(key__startswith=f"complaint:{complaint.pk}:").exists()

    assert erased(after(364)) == 0
    assert erased(after(365)) == 1

    now = again(complaint)
    assert now.anonymised_at is not None
    assert now.words == f"ไฟดับหน้าบ้าน {COVER} โทร {COVER}"
    assert (now.client_key, now.unredacted) == (None, None)
    assert not Reporter.objects.exists()
    assert not Follower.objects.exists()
    assert not Message.objects.filter(key__startswith=f"complaint:{complaint.pk}:").exists()
    assert "0812345678" not in now.entries.get(move="resolve").public_text
    for name in (
        "state",
        "pin",
        "village",
        "is_on_time",
        "resolution_minutes",
        "closed_at",
        "unit",
    ):
        assert getattr(now, name) == getattr(complaint, name)
    assert Round.objects.get(complaint=complaint).is_on_time == complaint.is_on_time
    assert now.entries.get(kind=EntryKind.ANONYMISED).actor_kind == ActorKind.SYSTEM
    line = AuditEntry.objects.get(action="complaint.anonymised")
    assert line.after == {"followers": 1, "originals": 0}


def test_a_second_night_changes_nothing(town: Town) -> None:
    complaint = closed(town)
    erased(after(365))
    first = again(complaint)

    assert erased(after(366)) == 0
    assert anonymising.anonymise(complaint_ids=[complaint.pk], at=after(366)) == 0

    assert again(complaint).anonymised_at == first.anonymised_at
    assert Entry.objects.filter(kind=EntryKind.ANONYMISED).count() == 1


def test_what_is_open_or_asks_to_be_reopened_is_left_alone(town: Town) -> None:
    asking, reopened = closed(town), closed(town)
    filed(FRIDAY)
    for complaint in (asking, reopened):
        services.ask_reopen(
            complaint_id=complaint.pk,
            remark="ยังดับอยู่",
            by=policies.reporter_of(complaint),
            at=after(1),
        )
    services.reopen(complaint_id=reopened.pk, remark="ไปดูอีก", by=clerk(), at=after(2))

    assert erased(after(4000)) == 0
    assert Reporter.objects.count() == 3


def test_a_duplicate_waits_for_its_root_and_a_part_for_its_whole(town: Town) -> None:
    root, double = filed(FRIDAY), filed(FRIDAY)
    services.merge(complaint_id=double.pk, root=root.number, by=clerk(), at=CLOSED)

    assert erased(after(4000)) == 0


def test_each_kind_may_keep_longer_or_for_ever_and_never_less_than_reopening(town: Town) -> None:
    complaint = closed(town)
    kinds = Category.objects.filter(code="light")

    kinds.update(retention_days=0)
    assert erased(after(4000)) == 0
    kinds.update(retention_days=700)
    assert erased(after(699)) == 0
    kinds.update(retention_days=1)
    assert not due_for_anonymising(after(29)).exists()
    assert list(due_for_anonymising(after(30))) == [complaint]


def test_the_municipality_may_switch_it_off(town: Town) -> None:
    closed(town)
    SettingValue.objects.create(key="complaints.retention_days", value=0)
    forget_settings()

    assert erased(after(4000)) == 0


def _picture(name: str) -> Document:
    return Document.objects.create(
        kind=PHOTO_KIND,
        state="ready",
        key=name,
        content_type="image/jpeg",
        size=1,
        sha256="0",
        original_name=f"{name}.jpg",
        hint_point=Point(98.9, 18.7, srid=4326),
        taken_at=FRIDAY,
        variants={"thumb": {"key": name, "type": "image/jpeg", "size": 1}},
        received_at=FRIDAY,
    )


def test_originals_and_what_cameras_and_phones_said_are_gone(town: Town) -> None:
    complaint = assigned(town)
    Part.objects.create(code="lamp", name_th="หลอด", unit_th="หลอด")
    parts.use_part(
        complaint_id=complaint.pk, part="lamp", quantity=Decimal(1), by=engineer(town), at=FRIDAY
    )
    note = Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.NOTE,
        after_state=complaint.state,
        internal_note="ภาพก่อนดำเนินการจากหน้างาน · พิกัดจากโทรศัพท์ 18.70000, 98.90000 ±5 m",
        facts={"taken": Taken(lat=18.7, lon=98.9).as_json()},
        actor_kind=ActorKind.OFFICER,
        actor_label="ช่าง",
        at=FRIDAY,
    )
    shown, behind = _picture("shown"), _picture("behind")
    complaint.attachments.create(entry=note, document=shown, original=behind, role="before")
    services.redact_words(
        complaint_id=complaint.pk,
        passages=["ไฟทาง"],
        by=officer("ผู้ปกปิด", Permission.VIEW_ALL, Permission.REDACT),
        at=FRIDAY,
    )
    services.resolve(complaint_id=complaint.pk, remark="ซ่อมแล้ว", by=engineer(town), at=CLOSED)

    assert erased(after(365)) == 1

    left = Document.objects.get(pk=shown.pk)
    assert (left.hint_point, left.taken_at, left.original_name) == (None, None, "")
    assert not Document.objects.filter(pk=behind.pk).exists()
    assert Attachment.objects.get().original is None
    kept = Entry.objects.get(pk=note.pk)
    assert (kept.facts, kept.internal_note) == ({}, "ภาพก่อนดำเนินการจากหน้างาน")
    assert not selectors.has_originals(again(complaint))
    assert complaint.parts_used.count() == 1, "what was used is a figure"


def test_the_name_of_an_account_leaves_the_history(town: Town) -> None:
    complaint = closed(town)
    Entry.objects.filter(kind=EntryKind.FILED).update(actor_label="สมชาย ใจดี")

    erased(after(365))

    assert complaint.entries.get(kind=EntryKind.FILED).actor_label == "ผู้แจ้ง"


def test_a_confidential_complaint_is_forgotten_like_any_other(town: Town) -> None:
    complaint = closed(town)
    Complaint.objects.filter(pk=complaint.pk).update(is_confidential=True)

    assert erased(after(365)) == 1


def test_a_sheet_says_that_the_contact_was_erased(town: Town) -> None:
    closed(town)
    erased(after(365))
    head = officer("หัวหน้า", Permission.VIEW_ALL, Permission.STATISTICS, Permission.SEE_CONTACT)

    sheet = exporting.export(
        rows=Complaint.objects.all().with_names(),
        with_contact=True,
        asked="",
        by=head,
        at=after(366),
    )

    assert sheet.lines[0][-3:] == ["ลบข้อมูลแล้ว"] * 3
    assert not AuditEntry.objects.filter(action="looked").exists()


@pytest.mark.parametrize("value", ["สมชาย", "0812345678", "somchai@example.com"])
def test_nothing_of_the_reporter_is_left_in_any_text(town: Town, value: str) -> None:
    complaint = closed(town)
    Entry.objects.filter(complaint=complaint, move="assign").update(
        internal_note=f"คุยกับ {value} แล้ว"
    )

    erased(after(365))

    now = again(complaint)
    texts = [now.words, now.place, now.search_text]
    texts += [f"{e.public_text}{e.internal_note}{e.facts}" for e in now.entries.all()]
    assert all(value not in text for text in texts)
