"""Demonstration data: the people of the contract, and complaints told once."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from kernel.access.models import Account, Officer
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Attachment, Category, Complaint
from modules.complaints.services import resume_unanswered
from modules.complaints.states import State
from onboarding import services
from onboarding.demo import people
from onboarding.demo.errors import DemonstrationOff, NoStories
from onboarding.demo.services import load
from onboarding.demo.stories import stories

CONTRACT = ("clerk", "engineer", "health", "crew", "gis", "palad", "mayor", "admin", "citizen")


@pytest.fixture
def town(committed: object) -> TenantRef:
    ref = TENANT_DIRECTORY.require().by_slug("banmai")
    assert ref
    services.load_reference_configuration(ref, bundle="suthep", at=timezone.now())
    return ref


def test_the_demonstration_is_loaded_once(town: TenantRef) -> None:
    told = load(town, name="suthep", at=timezone.now())
    again = load(town, name="suthep", at=timezone.now())

    assert (told, again) == (8, 0)
    with tenant_scope(town):
        assert Complaint.objects.count() == 8
        states = set(Complaint.objects.values_list("state", flat=True))
        assert {State.NEW, State.TRIAGE, State.WORKING, State.DONE} <= states
        assert all(c.village for c in Complaint.objects.select_related("village"))
        assert Attachment.objects.exists()
        for name in CONTRACT:
            account = Account.objects.get(username=name)
            assert account.is_demo
            assert account.check_password(people.PASSWORD)
        assert people.actors(at=timezone.now())["clerk"].holds("complaints.triage")
        assert not Officer.objects.filter(account__username="citizen").exists()


def test_a_question_of_the_demonstration_still_waits_for_its_answer(tenant: TenantRef) -> None:
    now = timezone.now()
    services.load_reference_configuration(tenant, bundle="mae_hia", at=now)
    load(tenant, name="mae_hia", at=now)

    resume_unanswered(at=now)

    waiting = Complaint.objects.filter(state=State.WAITING_CITIZEN)
    assert all(complaint.answer_due_at > now for complaint in waiting)
    assert waiting.exists()


@override_settings(DEMO=False)
def test_a_real_installation_refuses_the_demonstration(town: TenantRef) -> None:
    with pytest.raises(DemonstrationOff):
        load(town, name="suthep", at=timezone.now())

    with pytest.raises(CommandError):
        call_command("demo", "load", "banmai", "--stories", "suthep")


def test_unknown_stories_are_refused() -> None:
    with pytest.raises(NoStories):
        stories("../secrets")


def test_every_story_is_about_something_that_exists(tenant: TenantRef) -> None:
    services.load_reference_configuration(tenant, bundle="mae_hia", at=timezone.now())
    known = set(Category.objects.filter(parent__isnull=False).values_list("code", flat=True))

    told = stories("mae_hia")

    assert len(told) >= 60
    assert {story.category for story in told} <= known
    assert {story.account for story in told} == {"", "citizen"}
    assert len({story.id for story in told}) == len(told)
    assert all(story.told_at(timezone.now()) < timezone.now() for story in told)
