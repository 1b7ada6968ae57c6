from typing import Any

import pytest

from kernel.access.models import Officer
from kernel.actors import Actor
from kernel.audit.models import Entry as AuditEntry
from kernel.errors import Missing, NotAllowed
from kernel.notifications.models import Message, MessageTemplate
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint, EntryKind, EscalationLevel, Publication
from modules.complaints.permissions import Permission
from modules.complaints.services import bulk, exporting, publishing
from modules.complaints.services.confiding import (
    ConfidentialAlready,
    MergedComplaint,
    NobodyLeft,
    NotConfidential,
    ReasonMissing,
)
from modules.complaints.services.merging import RootUnknown
from modules.complaints.states import State
from tests.modules.complaints.desk import hired
from tests.modules.complaints.test_confidential import NOW, investigator, secret_complaint
from tests.modules.complaints.town import FRIDAY, Town, april, assigned, clerk, engineer, filed

WHY = "เป็นการร้องเรียนเจ้าหน้าที่"


def sealed(complaint: Complaint, **fields: Any) -> Complaint:
    """Make the complaint confidential as triage does."""
    told = {"reason": WHY, "by": clerk(), "at": FRIDAY, **fields}
    services.keep_confidential(complaint_id=complaint.pk, **told)
    return Complaint.objects.get(pk=complaint.pk)


def known(person: Officer, *permissions: Permission) -> Actor:
    """Return the hired officer as an actor."""
    actor = investigator()
    return Actor(
        kind=actor.kind,
        label=str(person),
        officer_id=person.pk,
        permissions=frozenset({Permission.VIEW, *permissions}),
    )


def test_triage_makes_a_complaint_confidential_with_a_reason_and_loses_sight_of_it(
    town: Town,
) -> None:
    complaint = sealed(assigned(town))

    assert complaint.is_confidential
    assert not selectors.is_visible(clerk(), complaint)
    assert not selectors.is_visible(engineer(town), complaint), "the unit alone is never enough"
    assert selectors.is_visible(investigator(), complaint)
    line = AuditEntry.objects.get(action="complaint.sealed")
    assert (line.reason, line.actor_label) == (WHY, clerk().label)
    assert complaint.entries.get(kind=EntryKind.SEALED).internal_note == WHY


def test_a_reason_is_asked_and_the_mark_is_made_once(town: Town) -> None:
    complaint = filed()

    with pytest.raises(ReasonMissing):
        sealed(complaint, reason="  ")
    with pytest.raises(NotAllowed):
        sealed(assigned(town), by=engineer(town))
    sealed(complaint)
    with pytest.raises(Missing):
        sealed(complaint)
    with pytest.raises(ConfidentialAlready):
        sealed(complaint, by=investigator())


def test_its_own_people_bring_it_back_and_nobody_else(town: Town) -> None:
    complaint = sealed(filed())

    with pytest.raises(Missing):
        services.make_ordinary(complaint_id=complaint.pk, reason=WHY, by=clerk(), at=FRIDAY)
    services.make_ordinary(complaint_id=complaint.pk, reason=WHY, by=investigator(), at=FRIDAY)

    assert selectors.is_visible(clerk(), complaint)
    with pytest.raises(NotConfidential):
        services.make_ordinary(complaint_id=complaint.pk, reason=WHY, by=clerk(), at=FRIDAY)


def test_whom_it_is_about_never_sees_it_whatever_the_position(town: Town) -> None:
    accused = hired("palad", town.works, Permission.VIEW, Permission.CONFIDENTIAL)
    lawyer = hired("legal", town.health, Permission.VIEW, Permission.CONFIDENTIAL)

    with pytest.raises(NobodyLeft):
        sealed(filed(), barred=[accused.pk, lawyer.pk])
    complaint = sealed(filed(), barred=[accused.pk])

    assert not selectors.is_visible(known(accused, Permission.CONFIDENTIAL), complaint)
    assert selectors.is_visible(known(lawyer, Permission.CONFIDENTIAL), complaint)
    services.bar(
        complaint_id=complaint.pk,
        officers=[],
        reason="ไม่เกี่ยวข้อง",
        by=known(lawyer, Permission.CONFIDENTIAL),
        at=FRIDAY,
    )
    assert selectors.is_visible(
        known(accused, Permission.CONFIDENTIAL), Complaint.objects.get(pk=complaint.pk)
    )


def test_its_own_people_handle_it_from_end_to_end(town: Town) -> None:
    secret = secret_complaint(town)
    lawyer = investigator()

    services.take(complaint_id=secret.pk, by=lawyer, at=NOW)
    services.assign(complaint_id=secret.pk, unit="works", by=lawyer, at=NOW)
    with pytest.raises(NotAllowed):
        services.resolve(complaint_id=secret.pk, remark="ปิด", by=engineer(town), at=NOW)
    with pytest.raises(NotAllowed):
        services.reassign(complaint_id=secret.pk, unit="health", remark="ย้าย", by=clerk(), at=NOW)
    done = services.resolve(complaint_id=secret.pk, remark="สอบแล้ว", by=lawyer, at=NOW)

    assert done.state == State.DONE
    known_contact = services.reveal_contact(complaint_id=secret.pk, by=lawyer, at=NOW)
    assert known_contact.phone
    with pytest.raises(NotAllowed):
        services.reveal_contact(complaint_id=secret.pk, by=clerk(), at=NOW)


def test_each_look_is_written_down(town: Town) -> None:
    secret, ordinary = secret_complaint(town), filed()

    for complaint in (secret, ordinary):
        services.open_for(public_id=complaint.public_id, by=investigator_of_all(), at=NOW)

    [look] = AuditEntry.objects.filter(action="looked")
    assert (look.subject, look.after) == (f"complaint:{secret.pk}", {"fields": ["confidential"]})


def investigator_of_all() -> Actor:
    """Return an officer who sees the ordinary lists and the restricted queue."""
    return known(Officer(pk=77), Permission.VIEW_ALL, Permission.CONFIDENTIAL)


def test_officers_are_told_only_if_they_may_see_it_and_nothing_of_it(town: Town) -> None:
    MessageTemplate.objects.create(
        event="complaint.unit_assigned",
        channel="email",
        language="th",
        subject="งานใหม่ {{ category }}",
        body="{{ number }} {{ place }} {{ link }}",
    )
    for name, rights in (
        ("worker", (Permission.WORK,)),
        ("lawyer", (Permission.WORK, Permission.CONFIDENTIAL)),
        ("accused", (Permission.WORK, Permission.CONFIDENTIAL)),
    ):
        account = hired(name, town.works, Permission.VIEW, *rights).account
        account.email = f"{name}@example.com"
        account.save(update_fields=["email"])
    secret = secret_complaint(town)
    accused = Officer.objects.get(account__username="accused")
    services.bar(
        complaint_id=secret.pk, officers=[accused.pk], reason=WHY, by=investigator(), at=NOW
    )

    services.assign(complaint_id=secret.pk, unit="works", by=investigator(), at=NOW)

    [letter] = Message.objects.filter(event="complaint.unit_assigned")
    assert letter.address == "lawyer@example.com"
    assert "ทุจริต" not in letter.subject + letter.body
    assert secret.place not in letter.body
    assert letter.is_sealed


def test_the_ladder_tells_its_own_people_only(town: Town) -> None:
    EscalationLevel.objects.create(
        number=1, name="หัวหน้า", after_minutes=0, permission=Permission.WORK
    )
    hired("head", town.works, Permission.WORK)
    lawyer = hired("lawyer", town.health, Permission.CONFIDENTIAL)
    for person in Officer.objects.select_related("account"):
        person.account.email = f"{person.account.username}@example.com"
        person.account.save(update_fields=["email"])
    complaint = sealed(assigned(town))

    assert services.escalate(at=april(30, "10:00")) == 1

    note = complaint.entries.get(kind=EntryKind.ESCALATED)
    assert note.internal_note == str(lawyer)
    letters = Message.objects.filter(event="complaint.escalated")
    assert {letter.address for letter in letters} == {"lawyer@example.com"}
    assert all("ไฟทางดับ" not in letter.subject + letter.body for letter in letters)


def test_it_leaves_the_public_pages_at_once_and_no_rule_asks_about_it(town: Town) -> None:
    complaint = assigned(town)
    publishing.publish_when_assigned(complaint_id=complaint.pk, at=FRIDAY)

    sealed(complaint)

    assert not Publication.objects.get(complaint=complaint).is_shown
    with pytest.raises(publishing.NotForPublic):
        publishing.publish(
            complaint_id=complaint.pk, publishing=publishing.Publishing(), by=clerk(), at=FRIDAY
        )


def test_it_is_no_root_no_duplicate_no_part_of_a_bulk_and_in_no_sheet(town: Town) -> None:
    secret, ordinary = secret_complaint(town), filed()
    actor = investigator_of_all()

    for by in (clerk(), actor):
        with pytest.raises((RootUnknown, NotAllowed)):
            services.merge(complaint_id=ordinary.pk, root=secret.number, by=by, at=NOW)
    names = {move.name for move in policies.moves_open_to(actor, secret)}
    assert "merge" not in names
    assert "assign" in names
    work = bulk.begin(move="take", chosen=[str(secret.public_id)], given={}, by=actor)
    bulk.go_on(work, by=actor, at=NOW)
    assert work.done == 0
    sheet = exporting.export(
        rows=Complaint.objects.all().with_names(),
        with_contact=False,
        asked="",
        by=known(Officer(pk=77), Permission.STATISTICS, Permission.CONFIDENTIAL),
        at=NOW,
    )
    assert [line[0] for line in sheet.lines] == [ordinary.number]
    lines, _place = exporting.lines_after(Complaint.objects.with_names().order_by("pk"), None)
    assert [line[0] for line in lines] == [ordinary.number]


def test_parts_and_duplicates_go_along_and_a_duplicate_follows_its_root(town: Town) -> None:
    root, double = filed(), filed(words="ไฟดับเหมือนกัน")
    services.merge(complaint_id=double.pk, root=root.number, by=clerk(), at=FRIDAY)
    part = services.split(
        complaint_id=root.pk, category="rubbish", words="ขยะข้างเสา", by=clerk(), at=FRIDAY
    )

    with pytest.raises(MergedComplaint):
        sealed(double)
    sealed(root)

    assert all(Complaint.objects.get(pk=row.pk).is_confidential for row in (root, double, part))


def test_letters_written_before_are_hidden_and_what_was_sent_is_erased(town: Town) -> None:
    complaint = filed()
    Message.objects.update(state="sent", sent_at=FRIDAY)

    sealed(complaint)

    letter = Message.objects.get(key__startswith=f"complaint:{complaint.pk}:")
    assert (letter.is_sealed, letter.subject, letter.body) == (True, "", "")
