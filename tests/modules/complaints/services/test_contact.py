import pytest
from django.db import IntegrityError, transaction

from kernel.audit.models import Entry as AuditEntry
from kernel.errors import NotAllowed
from modules.complaints import selectors, services
from modules.complaints.models import Reporter
from modules.complaints.permissions import Permission
from modules.complaints.services import Contact
from modules.complaints.services.contact import ReportIsAnonymous
from modules.complaints.services.report import MaskedValue
from tests.modules.complaints.town import FRIDAY, Town, assigned, clerk, filed, officer


def test_a_contact_is_masked_until_somebody_looks_and_the_look_is_written_down(town: Town) -> None:
    complaint = filed()

    masked = selectors.masked_contact(complaint)
    known = services.reveal_contact(complaint_id=complaint.pk, by=clerk(), at=FRIDAY)

    assert masked is not None
    assert (masked.name, masked.phone, masked.email) == (
        "ส••• ใ•••",
        "••••••5678",
        "s••••@example.com",
    )
    assert (known.name, known.phone) == ("สมชาย ใจดี", "+66812345678")
    look = AuditEntry.objects.latest("pk")
    assert look.after == {"fields": ["email", "name", "phone"]}
    assert look.actor_label == clerk().label


def test_only_who_may_see_contacts_of_their_own_complaints_can_look(town: Town) -> None:
    complaint = assigned(town)
    curious = officer("ผู้อื่น", Permission.VIEW_ALL)
    other_unit = officer("กองอื่น", Permission.SEE_CONTACT, divisions=(town.health,))

    for actor in (curious, other_unit):
        with pytest.raises(NotAllowed):
            services.reveal_contact(complaint_id=complaint.pk, by=actor, at=FRIDAY)


def test_an_anonymous_report_has_nothing_to_show(town: Town) -> None:
    complaint = filed(contact=Contact())

    assert selectors.masked_contact(complaint) is None
    with pytest.raises(ReportIsAnonymous):
        services.reveal_contact(complaint_id=complaint.pk, by=clerk(), at=FRIDAY)


@pytest.mark.parametrize("field", ["name", "phone", "email"])
def test_a_masked_value_never_overwrites_the_real_one(town: Town, field: str) -> None:
    complaint = filed()
    masked = selectors.masked_contact(complaint)
    assert masked is not None
    given = {"name": "สมชาย ใจดี", "phone": "0812345678", "email": "somchai@example.com"}
    given[field] = getattr(masked, field)

    with pytest.raises(MaskedValue):
        services.correct_contact(
            complaint_id=complaint.pk, contact=Contact(**given), by=clerk(), at=FRIDAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Reporter.objects.filter(complaint=complaint).update(**{field: getattr(masked, field)})

    assert Reporter.objects.get(complaint=complaint).phone == "+66812345678"


def test_history_of_a_correction_names_fields_and_no_values(town: Town) -> None:
    complaint = filed()

    services.correct_contact(
        complaint_id=complaint.pk,
        contact=Contact(name="สมหญิง ใจดี", phone="0898765432"),
        by=clerk(),
        at=FRIDAY,
    )

    line = AuditEntry.objects.latest("pk")
    assert line.after == {"fields": ["name", "phone", "email"]}
    entry = selectors.timeline(complaint)[-1].entry
    assert "สมหญิง" not in str(entry.facts)
