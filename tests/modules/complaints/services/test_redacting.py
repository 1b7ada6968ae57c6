from typing import Any
from uuid import uuid4

import pytest

from kernel.audit.models import Entry as AuditEntry
from kernel.documents.models import Document
from kernel.documents.redacting import Box
from kernel.documents.tasks import prepare
from kernel.errors import Missing, NotAllowed
from kernel.jobs import task as jobs
from kernel.ports import TenantRef
from modules.complaints import selectors, services
from modules.complaints.models import Attachment, Complaint, EntryKind, Publication
from modules.complaints.permissions import Permission
from modules.complaints.services import publishing
from modules.complaints.services.confiding import ReasonMissing
from modules.complaints.services.redacting import NotRedacted
from modules.complaints.services.wordings import COVER, NothingToCover, PassageUnknown
from tests.modules.complaints.desk import Visitor, hired, signed_in
from tests.modules.complaints.town import FRIDAY, Town, assigned, clerk, filed, officer, photo

BOX = Box(left=10, top=10, width=30, height=30)
WHY = "ตรวจสอบข้อร้องเรียน"
SECRET = "นายดำ บ้านเลขที่ 99"
pytestmark = pytest.mark.usefixtures("bucket")


def editor(*more: Permission) -> Any:
    """Return an officer of the desk who may redact, and what more is named."""
    return officer("ผู้ปกปิด", Permission.VIEW_ALL, Permission.REDACT, *more)


def looker() -> Any:
    """Return an officer who may also look behind the cover."""
    return editor(Permission.SEE_ORIGINAL)


@pytest.fixture
def made_ready(tenant: TenantRef) -> Any:
    """Return what prepares the documents that wait, as the job does."""

    def ready() -> None:
        token = jobs._addressee.set(tenant)
        try:
            for document in Document.objects.filter(state="pending"):
                prepare(document_id=document.pk)
        finally:
            jobs._addressee.reset(token)

    return ready


@pytest.fixture
def pictured(town: Town, made_ready: Any) -> Complaint:
    """A complaint with one photo that is ready."""
    complaint = assigned(town, photos=[photo()])
    made_ready()
    return complaint


@pytest.fixture
def palad(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of an officer who may look behind the cover."""
    rights = (Permission.VIEW, Permission.VIEW_ALL, Permission.SEE_ORIGINAL)
    return signed_in(tenant, hired("palad", town.health, *rights))


def shown_photo(complaint: Complaint) -> Document:
    """Return the document that stands in the photo's place now."""
    return Attachment.objects.select_related("document").get(complaint=complaint).document


def status(visitor: Visitor, address: str) -> int:
    """Ask for a file and read it to its end."""
    answer = visitor.get(address)
    b"".join(answer)
    return int(answer.status_code)


def covered(complaint: Complaint, ready: Any) -> Document:
    """Cover a part of the complaint's photo."""
    made = services.redact_photo(
        complaint_id=complaint.pk,
        photo=shown_photo(complaint).public_id,
        boxes=[BOX],
        by=editor(),
        at=FRIDAY,
    )
    ready()
    return made


def test_the_covered_photo_takes_the_place_of_the_original_everywhere(
    pictured: Complaint, made_ready: Any
) -> None:
    original = shown_photo(pictured)
    publishing.publish(
        complaint_id=pictured.pk,
        publishing=publishing.Publishing(photos=[str(original.public_id)]),
        by=clerk(),
        at=FRIDAY,
    )

    made = covered(pictured, made_ready)

    assert shown_photo(pictured) == made
    assert Attachment.objects.get().original == original
    assert Publication.objects.get().photos == [str(made.public_id)]
    assert made.hint_point is None
    entry = pictured.entries.get(kind=EntryKind.REDACTED)
    assert entry.public_text == ""
    assert AuditEntry.objects.filter(action="complaint.redacted").count() == 1


def test_covering_more_keeps_the_first_original(pictured: Complaint, made_ready: Any) -> None:
    original = shown_photo(pictured)
    first = covered(pictured, made_ready)

    second = covered(pictured, made_ready)

    assert Attachment.objects.get().original == original
    assert not Document.objects.filter(pk=first.pk).exists()
    assert shown_photo(pictured) == second


def test_nobody_reaches_the_original_by_its_address_and_its_reader_must_say_why(
    citizen: Visitor, clerk: Visitor, palad: Visitor, pictured: Complaint, made_ready: Any
) -> None:
    original = shown_photo(pictured)
    citizen.get(f"/track/{pictured.tracking_code}/")
    assert status(citizen, f"/files/{original.public_id}/large/") == 200
    made = covered(pictured, made_ready)
    page = f"/desk/complaints/{pictured.public_id}/redaction"

    for visitor in (citizen, clerk, palad):
        for variant in ("thumb", "large", "original"):
            assert visitor.get(f"/files/{original.public_id}/{variant}/").status_code == 404
            assert status(visitor, f"/files/{made.public_id}/{variant}/") == 200
    assert palad.post(f"{page}/originals/", {"reason": " "}).status_code == 400
    assert clerk.post(f"{page}/originals/", {"reason": WHY}).status_code in {403, 404}
    opened = palad.post(f"{page}/originals/", {"reason": WHY})

    assert str(original.public_id) in opened.content.decode()
    assert status(palad, f"/files/{original.public_id}/large/") == 200
    assert clerk.get(f"/files/{original.public_id}/large/").status_code == 404
    [look] = AuditEntry.objects.filter(action="looked", after={"fields": ["original"]})
    assert look.reason == WHY


def test_taking_the_cover_off_needs_both_rights_and_a_reason_and_publishes_nothing(
    pictured: Complaint, made_ready: Any
) -> None:
    original = shown_photo(pictured)
    made = covered(pictured, made_ready)
    publishing.publish(
        complaint_id=pictured.pk,
        publishing=publishing.Publishing(photos=[str(made.public_id)]),
        by=clerk(),
        at=FRIDAY,
    )
    undo: dict[str, Any] = {"complaint_id": pictured.pk, "photo": made.public_id, "at": FRIDAY}

    with pytest.raises(NotAllowed):
        services.restore_photo(reason=WHY, by=editor(), **undo)
    with pytest.raises(ReasonMissing):
        services.restore_photo(reason="", by=looker(), **undo)
    services.restore_photo(reason=WHY, by=looker(), **undo)

    assert shown_photo(pictured) == original
    assert Publication.objects.get().photos == []
    assert AuditEntry.objects.get(action="complaint.restored").reason == WHY
    with pytest.raises(NotRedacted):
        undo["photo"] = original.public_id
        services.restore_photo(reason=WHY, by=looker(), **undo)


def test_only_photos_of_the_complaint_and_only_by_who_may(pictured: Complaint, town: Town) -> None:
    given: dict[str, Any] = {"complaint_id": pictured.pk, "boxes": [BOX], "at": FRIDAY}

    with pytest.raises(Missing):
        services.redact_photo(photo=uuid4(), by=editor(), **given)
    with pytest.raises(NotAllowed):
        services.redact_photo(photo=shown_photo(pictured).public_id, by=clerk(), **given)
    stranger = officer("กองอื่น", Permission.REDACT, divisions=(town.health,))
    with pytest.raises(Missing):
        services.redact_photo(photo=shown_photo(pictured).public_id, by=stranger, **given)


def worded(town: Town) -> Complaint:
    """A complaint that names somebody in the report, the place and the history."""
    complaint = filed(words=f"ไฟดับหน้าบ้าน {SECRET} โทร 081-234-5678", place=f"ตรงข้าม {SECRET}")
    services.take(complaint_id=complaint.pk, note=f"คุยกับ {SECRET} แล้ว", by=clerk(), at=FRIDAY)
    return complaint


def hidden(complaint: Complaint, *passages: str, **fields: Any) -> Complaint:
    """Cover passages as an officer does."""
    services.redact_words(
        complaint_id=complaint.pk, passages=passages, by=editor(), at=FRIDAY, **fields
    )
    return Complaint.objects.get(pk=complaint.pk)


def test_a_passage_is_covered_wherever_the_complaint_repeats_it(
    citizen: Visitor, clerk: Visitor, town: Town
) -> None:
    complaint = hidden(worded(town), SECRET)

    assert complaint.words == f"ไฟดับหน้าบ้าน {COVER} โทร 081-234-5678"
    assert complaint.place == f"ตรงข้าม {COVER}"
    assert complaint.entries.get(move="take").internal_note == f"คุยกับ {COVER} แล้ว"
    assert not Complaint.objects.all().matching(SECRET).exists(), "search must not find it"
    for visitor, address in (
        (citizen, f"/track/{complaint.tracking_code}/"),
        (clerk, f"/desk/complaints/{complaint.public_id}/"),
        (clerk, "/desk/complaints/?tray=all"),
        (clerk, f"/desk/complaints/{complaint.public_id}/publication/"),
        (clerk, "/api/v1/complaints/"),
        (clerk, f"/api/v1/complaints/{complaint.public_id}/"),
    ):
        assert SECRET not in visitor.get(address).content.decode(), address


def test_contacts_are_covered_without_being_typed(town: Town) -> None:
    complaint = hidden(worded(town), with_contacts=True)

    assert "081" not in complaint.words
    assert complaint.words.endswith(f"โทร {COVER}")


def test_a_covered_text_never_becomes_the_original(town: Town) -> None:
    before = worded(town)

    hidden(hidden(before, SECRET), "ไฟดับ")
    hidden(before, with_contacts=True)
    services.restore_words(complaint_id=before.pk, reason=WHY, by=looker(), at=FRIDAY)

    after = Complaint.objects.get(pk=before.pk)
    assert (after.words, after.place, after.unredacted) == (before.words, before.place, None)
    assert after.entries.get(move="take").internal_note == f"คุยกับ {SECRET} แล้ว"
    assert Complaint.objects.all().matching(SECRET).exists()


def test_words_are_uncovered_with_both_rights_and_a_reason_only(town: Town) -> None:
    complaint = hidden(worded(town), SECRET)
    undo: dict[str, Any] = {"complaint_id": complaint.pk, "at": FRIDAY}

    with pytest.raises(NotAllowed):
        services.restore_words(reason=WHY, by=editor(), **undo)
    with pytest.raises(ReasonMissing):
        services.restore_words(reason=" ", by=looker(), **undo)
    with pytest.raises(NotRedacted):
        services.restore_words(reason=WHY, by=looker(), complaint_id=filed().pk, at=FRIDAY)


def test_nothing_and_unknown_passages_are_refused(town: Town) -> None:
    complaint = worded(town)

    with pytest.raises(NothingToCover):
        hidden(complaint, " ", "ก")
    with pytest.raises(PassageUnknown):
        hidden(complaint, SECRET, "ไม่มีคำนี้")
    assert Complaint.objects.get(pk=complaint.pk).words == complaint.words


def test_the_book_names_no_covered_word(town: Town) -> None:
    complaint = hidden(worded(town), SECRET)

    services.open_originals(complaint_id=complaint.pk, reason=WHY, by=looker(), at=FRIDAY)

    lines = AuditEntry.objects.filter(subject=f"complaint:{complaint.pk}")
    assert all(SECRET not in f"{line.before}{line.after}{line.reason}" for line in lines)
    assert selectors.has_originals(complaint)
