from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from kernel.access.models import Account
from kernel.access.selectors import actor_for
from kernel.audit.subjects import names_of, subjects_called
from kernel.documents.kinds import may_see
from kernel.documents.models import Document
from kernel.ports import MY_MATTERS, WORK_INBOX
from kernel.thai import thai_digits
from modules.complaints.policies import SHOWN_CODES
from modules.complaints.states import State
from tests.modules.complaints.desk import CLERK, hired
from tests.modules.complaints.town import Town, filed, photo


def request(user: Account | AnonymousUser, *codes: str, **headers: str) -> HttpRequest:
    made = RequestFactory().get("/files/", headers=headers)
    made.user = user
    made.session = {SHOWN_CODES: list(codes)}  # type: ignore[assignment]
    return made


def test_a_photo_is_for_the_desk_and_for_who_has_shown_the_code(town: Town, bucket: None) -> None:
    complaint, other = filed(photos=[photo()]), filed()
    document = Document.objects.get()
    nobody = AnonymousUser()
    clerk = hired("clerk", town.works, *CLERK).account
    stranger = hired("gis", town.health, "complaints.view").account

    assert may_see(request(nobody, complaint.tracking_code), document)
    assert may_see(request(nobody, **{"Tracking-Code": complaint.tracking_code}), document)
    assert may_see(request(clerk), document)
    assert not may_see(request(nobody), document)
    assert not may_see(request(nobody, other.tracking_code), document)
    assert not may_see(request(nobody, **{"Tracking-Code": "x"}), document)
    assert not may_see(request(stranger), document)


def test_a_photo_that_belongs_to_no_complaint_is_for_nobody(town: Town, bucket: None) -> None:
    complaint = filed(photos=[photo()])
    complaint.attachments.all().delete()

    assert not may_see(request(AnonymousUser(), complaint.tracking_code), Document.objects.get())


def test_the_desk_answers_the_workplace_and_the_citizens_own_page() -> None:
    assert "complaints" in dict(WORK_INBOX.items())
    assert "complaints" in dict(MY_MATTERS.items())


def test_the_book_of_deeds_names_a_complaint_and_leads_only_those_who_may_see_it(
    town: Town,
) -> None:
    complaint = filed()
    subject = f"complaint:{complaint.pk}"
    now = timezone.now()
    clerk = actor_for(hired("clerk", town.works, *CLERK), now)
    stranger = actor_for(hired("gis", town.health, "complaints.view"), now)

    shown = names_of([subject, "complaints", "complaint:0", "complaint:x"], clerk)

    assert shown[subject].title == complaint.number
    assert str(complaint.public_id) in shown[subject].url
    assert set(shown) == {subject, "complaints"}
    assert names_of([subject], stranger)[subject].url == ""
    assert names_of(["complaints.state_label:new"], clerk).popitem()[1].title == State.NEW.label
    assert subjects_called(thai_digits(complaint.number))[1:] == [subject]
