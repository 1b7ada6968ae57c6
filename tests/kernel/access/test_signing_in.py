"""Coming in, being kept out, and being put out."""

import re
from copy import copy

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from knox.models import AuthToken

from kernel.access import services
from kernel.access.models import Account
from kernel.access.permissions import Permission
from kernel.access.web.adapters import SecondFactorAdapter
from kernel.actors import SYSTEM
from kernel.audit.models import Entry
from tests.kernel.access.people import (
    PASSWORD,
    Visitor,
    administrator,
    officer,
    position,
    seat,
    with_password,
)

PEOPLE = "/desk/people/"
FIELDS = Account._meta.concrete_fields
NEW = "น้ำ-ใส-ไหล-เย็น-เห็น-ตัว-ปลา-7"


def totp_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_the_desk_leads_to_sign_in_and_back_again(visitor: Visitor) -> None:
    administrator()

    turned_away = visitor.get(PEOPLE)
    came_in = visitor.post(
        "/accounts/login/", {"login": "admin", "password": PASSWORD, "next": PEOPLE}
    )

    assert turned_away.status_code == 302
    assert turned_away.url == f"/accounts/login/?next={PEOPLE}"
    assert came_in.url == PEOPLE
    assert visitor.get(PEOPLE).status_code == 200
    assert Entry.objects.filter(action="account.signed_in").count() == 1


def test_an_officer_without_the_permission_is_refused(visitor: Visitor) -> None:
    with_password(officer())
    visitor.sign_in("somchai")

    assert visitor.get(PEOPLE).status_code == 403


def test_wrong_password_and_unknown_name_get_the_same_answer(visitor: Visitor) -> None:
    with_password(officer())

    wrong = visitor.sign_in("somchai", "wrong")
    unknown = visitor.sign_in("nobody", "wrong")

    assert wrong.status_code == unknown.status_code == 200
    assert _without_names(wrong) == _without_names(unknown)


def _without_names(answer) -> str:
    text = answer.content.decode()
    return re.sub(r'(value|content)="[^"]*"|somchai|nobody|hx-headers=\S+ \S+', "", text)


def test_five_wrong_passwords_lock_the_name_out_for_a_while(visitor: Visitor) -> None:
    with_password(officer())

    answers = [visitor.sign_in("somchai", "wrong") for _ in range(5)]
    right = visitor.sign_in("somchai")
    unknown = [visitor.sign_in("nobody", "wrong") for _ in range(5)]

    assert answers[-1].status_code == right.status_code == unknown[-1].status_code == 429
    assert "15 นาที" in right.content.decode()
    assert right["Retry-After"] == "900"
    assert "_auth_user_id" not in visitor.session


def test_a_lock_out_of_one_name_or_town_is_not_one_of_another(
    visitor: Visitor, neighbour: Visitor, other_tenant
) -> None:
    administrator()
    for _ in range(5):
        visitor.sign_in("somchai", "wrong")

    assert visitor.sign_in("admin").status_code == 302
    assert neighbour.sign_in("somchai", "wrong").status_code == 200


def test_an_officer_without_second_factor_is_led_to_set_it_up(visitor: Visitor) -> None:
    person = with_password(officer("malee", is_demo=False))
    seat(person, position("hr", Permission.PEOPLE_VIEW))
    visitor.sign_in("malee")

    led = visitor.get(PEOPLE)
    page = visitor.get(led.url)

    assert led.url == "/accounts/2fa/"
    assert page.status_code == 200


@override_settings(DEMO=False)
def test_outside_a_demonstration_demo_people_need_a_second_factor_too(visitor: Visitor) -> None:
    administrator()
    visitor.sign_in("admin")

    assert visitor.get(PEOPLE).url == "/accounts/2fa/"


def test_an_officer_enrols_an_authenticator_and_signs_in_with_it(visitor: Visitor, tenant) -> None:
    person = with_password(officer("malee", is_demo=False))
    seat(person, position("hr", Permission.PEOPLE_VIEW))
    visitor.sign_in("malee")

    page = visitor.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    visitor.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})
    opened = visitor.get(PEOPLE)

    again = Visitor(tenant)
    asked = again.sign_in("malee")
    closed = again.get(PEOPLE)
    again.post(asked.url, {"code": "000000"})
    still_closed = again.get(PEOPLE)
    cache.clear()  # the same code is not accepted twice within its half minute
    again.post(asked.url, {"code": totp_now(secret)})

    assert opened.status_code == 200
    assert asked.url == "/accounts/2fa/authenticate/"
    assert closed.status_code == still_closed.status_code == 302
    assert again.get(PEOPLE).status_code == 200


def test_the_secret_of_an_authenticator_is_sealed_for_one_town(
    visitor: Visitor, other_tenant
) -> None:
    sealed = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    opened = SecondFactorAdapter().decrypt(sealed)
    connection.set_tenant(other_tenant)

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert opened == "JBSWY3DPEHPK3PXP"
    assert SecondFactorAdapter().decrypt(sealed) == ""


def test_recovery_codes_are_given_with_the_first_factor(visitor: Visitor) -> None:
    person = with_password(officer("malee", is_demo=False))
    visitor.sign_in("malee")
    secret = visitor.get("/accounts/2fa/totp/activate/").context["form"].secret
    done = visitor.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})

    kinds = set(Authenticator.objects.filter(user=person.account).values_list("type", flat=True))

    assert kinds == {"totp", "recovery_codes"}
    assert visitor.get(done.url).status_code == 200


def test_a_deactivated_officer_is_out_at_once(visitor: Visitor) -> None:
    boss = administrator()
    visitor.sign_in("admin")
    assert visitor.get(PEOPLE).status_code == 200
    AuthToken.objects.create(user=boss.account)

    services.deactivate(officer_id=boss.pk, reason="ลาออก", by=SYSTEM, at=timezone.now())

    assert visitor.get(PEOPLE).url.startswith("/accounts/login/")
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()
    assert not AuthToken.objects.exists()
    assert visitor.sign_in("admin").url != "/desk/"


def test_a_new_password_ends_the_other_sessions(visitor: Visitor) -> None:
    boss = administrator()
    visitor.sign_in("admin")

    services.set_password(account_id=boss.account_id, password=NEW, by=SYSTEM, at=timezone.now())

    assert visitor.get(PEOPLE).status_code == 302


def test_the_session_list_shows_and_ends_sessions(visitor: Visitor, tenant) -> None:
    administrator()
    elsewhere = Visitor(tenant, HTTP_USER_AGENT="ที่อื่น")
    elsewhere.sign_in("admin")
    visitor.sign_in("admin")

    page = visitor.get("/accounts/sessions/").content.decode()
    visitor.post("/accounts/sessions/")

    assert "ที่อื่น" in page
    assert elsewhere.get(PEOPLE).status_code == 302
    assert visitor.get(PEOPLE).status_code == 200


def test_a_new_session_begins_at_sign_in(visitor: Visitor) -> None:
    administrator()
    visitor.get("/accounts/login/")
    before = visitor.session.session_key
    visitor.sign_in("admin")

    assert visitor.session.session_key != before


def test_a_cookie_of_one_town_opens_nothing_in_the_next(
    visitor: Visitor, neighbour: Visitor
) -> None:
    administrator()
    visitor.sign_in("admin")

    neighbour.cookies = copy(visitor.cookies)

    assert visitor.get(PEOPLE).status_code == 200
    assert neighbour.get(PEOPLE).url.startswith("/accounts/login/")


def test_a_password_link_of_one_town_is_refused_in_the_next(
    visitor: Visitor, neighbour: Visitor, other_tenant, tenant
) -> None:
    here = with_password(officer())
    token = default_token_generator.make_token(here.account)
    path = f"/accounts/password/reset/key/{user_pk_to_url_str(here.account)}-{token}/"
    connection.set_tenant(other_tenant)
    twin = {field.attname: getattr(here.account, field.attname) for field in FIELDS}
    Account(**twin).save(force_insert=True)  # the worst case: cloned with data, same id and hash
    connection.set_tenant(tenant)

    good = visitor.get(path)
    bad = neighbour.get(path)

    assert good.status_code == 302
    assert bad.status_code == 200
    assert bad.context["token_fail"]


def test_the_invitation_link_lets_a_newcomer_choose_a_password(visitor: Visitor, tenant) -> None:
    administrator()
    visitor.sign_in("admin")
    shown = visitor.post(
        "/desk/people/new/",
        {"username": "malee", "first_name": "มาลี", "last_name": "ดีงาม"},
    )
    link = shown.context["address"]
    newcomer = Visitor(tenant)

    form = newcomer.get(link.replace(f"http://{tenant.host}", ""))
    chosen = newcomer.post(form.url, {"password1": NEW, "password2": NEW})

    assert shown["Cache-Control"] == "no-store"
    assert chosen.status_code == 302
    assert newcomer.sign_in("malee", NEW).url == "/desk/"


def test_asking_for_a_reset_says_the_same_to_everybody(visitor: Visitor) -> None:
    person = with_password(officer())
    person.account.email = "somchai@example.go.th"
    person.account.save()

    known = visitor.post("/accounts/password/reset/", {"email": "somchai@example.go.th"})
    unknown = visitor.post("/accounts/password/reset/", {"email": "nobody@example.go.th"})

    assert known.status_code == unknown.status_code == 302
    assert known.url == unknown.url


def test_strangers_cannot_make_accounts(visitor: Visitor) -> None:
    page = visitor.post("/accounts/signup/", {"username": "x", "password1": NEW, "password2": NEW})

    assert page.status_code == 200
    assert "_auth_user_id" not in visitor.session


def test_the_hat_is_changed_by_a_form_and_only_to_ones_own(visitor: Visitor) -> None:
    somchai = with_password(officer())
    palad = position("palad", Permission.PEOPLE_VIEW, title="ปลัดเทศบาล")
    seat(somchai, position("engineer", "a"))
    hat = services.record_acting(
        officer_id=somchai.pk,
        position_id=palad.pk,
        from_date=timezone.localdate(),
        by=SYSTEM,
        at=timezone.now(),
    )
    stranger = seat(officer("malee"), position("nurse", "b"))
    visitor.sign_in("somchai")

    before = visitor.get(PEOPLE)
    visitor.post("/desk/people/hat/", {"hat": hat.pk, "next": PEOPLE})
    worn = visitor.get(PEOPLE)
    foreign = visitor.post("/desk/people/hat/", {"hat": stranger.pk})
    services.end_appointment(
        appointment_id=hat.pk, until_date=timezone.localdate(), by=SYSTEM, at=timezone.now()
    )
    visitor.post("/desk/people/hat/", {"hat": ""})

    assert before.status_code == 403
    assert worn.status_code == 200
    assert foreign.status_code == 403
    assert visitor.get(PEOPLE).status_code == 403


def test_every_page_of_ones_account_opens(visitor: Visitor) -> None:
    administrator()
    visitor.sign_in("admin")

    for path in (
        "/accounts/me/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/webauthn/add/",
    ):
        assert visitor.get(path).status_code == 200, path
