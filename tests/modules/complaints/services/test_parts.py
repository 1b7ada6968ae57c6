from datetime import timedelta
from decimal import Decimal

import pytest

from kernel.audit.models import Entry as AuditEntry
from kernel.errors import Missing, NotAllowed
from modules.complaints.models import AttachmentRole, Entry, EntryKind, Part, PartUsed
from modules.complaints.permissions import Permission
from modules.complaints.services import parts
from modules.complaints.services.parts import Taken
from modules.complaints.states import State
from tests.modules.complaints.town import (
    FRIDAY,
    Town,
    assigned,
    clerk,
    engineer,
    filed,
    officer,
    photo,
)

LATER = FRIDAY + timedelta(hours=1)


@pytest.fixture
def bulb(town: Town) -> Part:
    return Part.objects.create(code="bulb", name_th="หลอด LED", name_en="LED lamp", unit_th="หลอด")


def test_a_part_is_kept_with_the_words_of_that_day(town: Town, bulb: Part) -> None:
    complaint = assigned(town)

    row = parts.use_part(
        complaint_id=complaint.pk, part="bulb", quantity=Decimal("1.5"), by=engineer(town), at=LATER
    )
    Part.objects.update(name_th="หลอดรุ่นใหม่")

    row.refresh_from_db()
    assert str(row) == "หลอด LED 1.5 หลอด"
    assert row.actor_label == engineer(town).label
    audited = AuditEntry.objects.get(action="complaint.part_used")
    assert audited.subject == f"complaint:{complaint.pk}"


@pytest.mark.parametrize("quantity", ["0", "-1", "10000"])
def test_a_quantity_that_cannot_be_right_is_refused(town: Town, bulb: Part, quantity: str) -> None:
    complaint = assigned(town)

    with pytest.raises(parts.QuantityWrong):
        parts.use_part(
            complaint_id=complaint.pk,
            part="bulb",
            quantity=Decimal(quantity),
            by=engineer(town),
            at=LATER,
        )


def test_a_part_out_of_use_is_refused(town: Town, bulb: Part) -> None:
    Part.objects.update(is_active=False)
    complaint = assigned(town)

    with pytest.raises(parts.PartUnknown):
        parts.use_part(
            complaint_id=complaint.pk, part="bulb", quantity=Decimal(1), by=engineer(town), at=LATER
        )


def test_only_the_unit_that_works_on_it_uses_parts(town: Town, bulb: Part) -> None:
    complaint = assigned(town)
    stranger = officer("คนอื่น", Permission.WORK, divisions=(town.health,))

    for actor in (stranger, clerk()):
        with pytest.raises(NotAllowed):
            parts.use_part(
                complaint_id=complaint.pk, part="bulb", quantity=Decimal(1), by=actor, at=LATER
            )


def test_nothing_is_used_for_a_case_that_is_closed(town: Town, bulb: Part) -> None:
    complaint = assigned(town)
    parts.finish_job(
        complaint_id=complaint.pk,
        remark="เสร็จ",
        photos=(),
        taken=Taken(),
        by=engineer(town),
        at=LATER,
    )

    with pytest.raises(parts.NobodyWorksOnIt):
        parts.use_part(
            complaint_id=complaint.pk, part="bulb", quantity=Decimal(1), by=engineer(town), at=LATER
        )


def test_a_mistake_is_struck_and_the_audit_remembers(town: Town, bulb: Part) -> None:
    complaint, other = assigned(town), assigned(town)
    given = {"by": engineer(town), "at": LATER}
    row = parts.use_part(complaint_id=complaint.pk, part="bulb", quantity=Decimal(2), **given)

    with pytest.raises(Missing):
        parts.put_back_part(complaint_id=other.pk, row_id=row.pk, **given)
    parts.put_back_part(complaint_id=complaint.pk, row_id=row.pk, **given)

    assert not PartUsed.objects.exists()
    assert AuditEntry.objects.filter(action="complaint.part_put_back").count() == 1


def test_a_site_photo_keeps_place_and_time_as_a_hint(town: Town, bucket: None) -> None:
    complaint = assigned(town)
    taken = Taken(lat=18.74, lon=98.95, accuracy=8, at=LATER)

    entry = parts.photograph_site(
        complaint_id=complaint.pk, photos=[photo()], taken=taken, by=engineer(town), at=LATER
    )

    assert entry.kind == EntryKind.NOTE
    assert entry.facts["taken"] == {
        "lat": 18.74,
        "lon": 98.95,
        "accuracy": 8,
        "at": LATER.isoformat(),
    }
    assert "18.74000, 98.95000 ±8 m" in entry.internal_note
    assert entry.attachments.get().role == AttachmentRole.BEFORE


def test_a_site_note_needs_a_photo(town: Town) -> None:
    complaint = assigned(town)

    with pytest.raises(parts.SitePhotoMissing):
        parts.photograph_site(
            complaint_id=complaint.pk, photos=(), taken=Taken(), by=engineer(town), at=LATER
        )


def test_done_is_the_usual_move_with_the_hint_beside_it(town: Town, bucket: None) -> None:
    complaint = assigned(town)

    parts.finish_job(
        complaint_id=complaint.pk,
        remark="เปลี่ยนหลอดแล้ว",
        photos=[photo()],
        taken=Taken(at=LATER),
        by=engineer(town),
        at=LATER,
    )

    complaint.refresh_from_db()
    assert complaint.state == State.DONE
    assert complaint.is_on_time is True
    entries = list(Entry.objects.filter(complaint=complaint).order_by("pk"))
    assert [entry.kind for entry in entries[-2:]] == [EntryKind.NOTE, EntryKind.MOVED]
    assert entries[-1].attachments.get().role == AttachmentRole.AFTER


def test_a_case_nobody_works_on_takes_no_parts(town: Town, bulb: Part) -> None:
    complaint = filed()

    with pytest.raises(NotAllowed):
        parts.use_part(
            complaint_id=complaint.pk, part="bulb", quantity=Decimal(1), by=engineer(town), at=LATER
        )
