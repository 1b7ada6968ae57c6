"""Two municipalities full of people and complaints; every word of the second carries a canary."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from knox.models import get_token_model
from psycopg import sql

from kernel.access.models import Account, Appointment, Officer, Position
from kernel.audit.models import Entry as AuditEntry
from kernel.documents.models import Document
from kernel.handouts.models import Handout
from kernel.modules import manifests
from kernel.notifications.models import Message
from kernel.ports import TenantRef
from kernel.tenancy import tenant_salt, tenant_scope
from kernel.tenancy.ownership import as_owner
from modules.complaints.models import Category, Complaint
from modules.complaints.services.notices import STOP_PURPOSE
from onboarding import services as onboarding
from onboarding.demo import services as demo
from tenants.directory import DIRECTORY

# One of AUTHENTICATION_BACKENDS: with any other the session would belong to nobody.
SIGNED_IN_BY = "allauth.account.auth_backends.AuthenticationBackend"
CANARY = "นกขมิ้นเหลืองอ่อน"
# Numbers of the second municipality begin here, so that none of them exists in the first.
FIRST_NUMBER_THERE = 900_000
# Reached without signing in; they show the host's own town whatever is asked.
PUBLIC = (
    "tiles/",
    "ui/",
    "accounts/",
    "sign-in/",
    "healthz",
    "readyz",
    "_gallery/",
    "api/v1/docs/",
)
# Matched whole: what stands below /api/v1/ asks for a token.
PUBLIC_EXACTLY = ("api/v1/",)
PUBLIC_API = (
    "api/v1/schema/",
    "api/v1/docs/",
    "api/v1/complaints/categories/",
    "api/v1/complaints/cases/",
    "api/v1/.*",
)


@dataclass(frozen=True)
class World:
    """`here` is the municipality that is visited, `there` the one whose secrets must not show."""

    here: TenantRef
    there: TenantRef
    token_here: str
    values: dict[str, object]
    own_values: dict[str, object]

    def officer_here(self) -> Client:
        """Return a browser that is signed in here with every permission."""
        client = Client(headers={"Host": self.here.host})
        with tenant_scope(self.here):
            client.force_login(Account.objects.get(username="admin"), SIGNED_IN_BY)
        return client

    def theirs(self, route: str) -> dict[str, object]:
        """Return what the gaps of a route stand for in the other municipality."""
        return _fitting(self.values, route)

    def ours(self, route: str) -> dict[str, object]:
        """Return what the gaps of a route stand for here."""
        return _fitting(self.own_values, route)

    def is_public(self, route: str) -> bool:
        """Tell whether everybody may ask this address."""
        return route in PUBLIC_EXACTLY or route.startswith((*PUBLIC, *PUBLIC_API))


def _fitting(values: dict[str, object], route: str) -> dict[str, object]:
    special = {name: value for prefix, name, value in _SPECIAL if route.startswith(prefix)}
    if route.startswith("files/"):
        special["public_id"] = values["_document"]
    if route.startswith("desk/files/"):
        special["public_id"] = values["_handout"]
    return {**values, **special}


_SPECIAL: tuple[tuple[str, str, object], ...] = (
    ("desk/people/<int:officer_id>/appoint/", "kind", "acting"),
    ("desk/complaints/<uuid:public_id>/moves/", "move", "assign"),
    ("track/<str:code>/moves/", "move", "withdraw"),
    ("accounts/confirm-email/", "key", "MQ:1:x"),
    ("accounts/password/reset/key/", "key", "x-y"),
)


def build_world() -> World:
    """Fill both municipalities through the same services that demonstration data uses."""
    here, there = _ref("banmai"), _ref("nadee")
    _number_from(there, FIRST_NUMBER_THERE)
    for tenant in (here, there):
        onboarding.load_reference_configuration(tenant, bundle="mae_hia", at=timezone.now())
        demo.load(tenant, name="mae_hia", at=timezone.now())
        _grant_everything(tenant)
        _ask_for_a_file(tenant)
    _mark(there)
    return World(
        here=here,
        there=there,
        token_here=_token(here),
        values=_values(there),
        own_values=_values(here),
    )


def digest(tenant: TenantRef, ignore: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a hash of every table of the tenant."""
    with tenant_scope(tenant), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace",
            [tenant.schema],
        )
        tables = [name for (name,) in cursor.fetchall() if name not in ignore]
        parts = [
            sql.SQL("SELECT {}, md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) FROM {} t")
            .format(sql.Literal(name), sql.Identifier(name))
            for name in tables
        ]  # fmt: skip
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return dict(cursor.fetchall())


def _ref(slug: str) -> TenantRef:
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    return ref


def _number_from(tenant: TenantRef, first: int) -> None:
    with as_owner(), tenant_scope(tenant), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = %s AND is_identity = 'YES'",
            [tenant.schema],
        )
        for table, column in cursor.fetchall():
            statement = sql.SQL("ALTER TABLE {} ALTER COLUMN {} RESTART WITH {}")
            cursor.execute(
                statement.format(sql.Identifier(table), sql.Identifier(column), sql.Literal(first))
            )


def _grant_everything(tenant: TenantRef) -> None:
    everything = [code for found in manifests() if found.permissions for code in found.permissions]
    with tenant_scope(tenant):
        worn = Appointment.objects.filter(officer__account__username="admin")
        Position.objects.filter(pk__in=worn.values("position")).update(permissions=everything)


def _ask_for_a_file(tenant: TenantRef) -> None:
    now = timezone.now()
    with tenant_scope(tenant):
        Handout.objects.create(
            kind="complaints.work_orders",
            title="ใบสั่งงาน",
            file_name="x.pdf",
            content_type="application/pdf",
            owner=Officer.objects.get(account__username="admin"),
            permission="complaints.view",
            work={"chosen": [str(_last(Complaint.objects).public_id)]},
            total=1,
            asked_at=now,
            expires_at=now + timedelta(days=3),
        )


def _mark(tenant: TenantRef) -> None:
    """Add the canary to every free text that the application's role may change."""
    with tenant_scope(tenant):
        for model in apps.get_models():
            config = apps.get_app_config(model._meta.app_label)
            if config.name in settings.TENANT_APPS and config.name.startswith(
                ("kernel.", "modules.")
            ):
                _mark_table(model)


_FREE_TEXT = ("name", "name_th", "name_en", "title", "words", "text", "place", "first_name",
              "last_name", "subject", "body", "original_name", "note", "public_text", "label")  # fmt: skip


def _mark_table(model: type[models.Model]) -> None:
    config = apps.get_app_config(model._meta.app_label)
    if model._meta.db_table in getattr(config, "append_only_tables", ()):
        return
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        room = (field.max_length or 10_000) > 100
        if is_text and field.name in _FREE_TEXT and room and not field.choices:
            model._default_manager.update(**{field.name: models.Value(CANARY)})


def _token(tenant: TenantRef) -> str:
    with tenant_scope(tenant):
        account = Account.objects.get(username="admin")
        return str(get_token_model().objects.create(account)[1])


def _values(tenant: TenantRef) -> dict[str, object]:
    with tenant_scope(tenant):
        complaint = _last(Complaint.objects)
        return {
            "public_id": complaint.public_id,
            "code": complaint.tracking_code,
            "move": "assign",
            "officer_id": _last(Officer.objects).pk,
            "appointment_id": _last(Appointment.objects).pk,
            "position_id": _last(Position.objects).pk,
            "message_id": _last(Message.objects).pk,
            "entry_id": _last(AuditEntry.objects).pk,
            "category_id": _last(Category.objects).pk,
            "pk": FIRST_NUMBER_THERE,
            "job_id": FIRST_NUMBER_THERE,
            "row_id": FIRST_NUMBER_THERE,
            "photo_id": _last(Document.objects).public_id,
            "bulk_id": f"bulk-{FIRST_NUMBER_THERE}",
            "token": signing.Signer(salt=tenant_salt(STOP_PURPOSE)).sign(str(FIRST_NUMBER_THERE)),
            "kind": "acting",
            "variant": "original",
            "provider_id": "thaid",
            "uidb36": "abc",
            "key": "x",
            "z": 14,
            "x": 12700,
            "y": 7450,
            "_document": _last(Document.objects).public_id,
            "_handout": _last(Handout.objects).public_id,
        }


def _last(rows: models.Manager[Any]) -> Any:
    found = rows.order_by("pk").last()
    assert found is not None, rows.model
    return found
