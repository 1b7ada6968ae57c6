"""Hats are put on and taken off, each by somebody and by an order."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from kernel.access.errors import (
    AlreadyAppointed,
    AppointmentMissing,
    DatesReversed,
    OfficerMissing,
    OfficerOut,
    OrderMissing,
    PositionMissing,
)
from kernel.access.models import Appointment, AppointmentKind, Officer, Position
from kernel.access.policies import require_people_manager
from kernel.actors import Actor
from kernel.audit import services as audit


@transaction.atomic
def appoint(  # noqa: PLR0913 - the order of appointment names these
    *,
    officer_id: int,
    position_id: int,
    from_date: date,
    by: Actor,
    at: datetime,
    until_date: date | None = None,
    order_reference: str = "",
) -> Appointment:
    """Put the officer into the position (ดำรงตำแหน่ง).

    Raises:
        OfficerMissing, PositionMissing: no such record in use.
        OfficerOut: the officer's account is closed.
        AlreadyAppointed: the officer holds it then already.
        DatesReversed: the last day lies before the first.
        NotAllowed: the actor may not manage people.
    """
    hat = _hat(officer_id, position_id, from_date, until_date, order_reference)
    hat.kind = AppointmentKind.SUBSTANTIVE
    return _put_on(hat, by=by, at=at)


@transaction.atomic
def record_acting(  # noqa: PLR0913 - as above
    *,
    officer_id: int,
    position_id: int,
    from_date: date,
    by: Actor,
    at: datetime,
    until_date: date | None = None,
    order_reference: str = "",
) -> Appointment:
    """Record that the officer acts for the position's absent holder (รักษาราชการแทน).

    Raises:
        The same refusals as `appoint`.
    """
    hat = _hat(officer_id, position_id, from_date, until_date, order_reference)
    hat.kind = AppointmentKind.ACTING
    return _put_on(hat, by=by, at=at)


@transaction.atomic
def record_delegation(  # noqa: PLR0913 - as above
    *,
    officer_id: int,
    position_id: int,
    from_date: date,
    order_reference: str,
    by: Actor,
    at: datetime,
    until_date: date | None = None,
    permissions: Iterable[str] | None = None,
) -> Appointment:
    """Record that the position's powers, or some of them, are delegated (ปฏิบัติราชการแทน).

    Raises:
        OrderMissing: a delegation rests on a written order.
        The same refusals as `appoint`.
    """
    if not order_reference.strip():
        raise OrderMissing(field="order_reference")
    hat = _hat(officer_id, position_id, from_date, until_date, order_reference)
    hat.kind = AppointmentKind.DELEGATED
    hat.permissions = None if permissions is None else sorted(set(permissions))
    return _put_on(hat, by=by, at=at)


@transaction.atomic
def end_appointment(
    *, appointment_id: int, until_date: date, by: Actor, at: datetime, reason: str = ""
) -> Appointment:
    """Set the last day of the appointment; the hat comes off at that day's midnight.

    Raises:
        AppointmentMissing: no appointment has this id.
        DatesReversed: the last day lies before the first.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    hat = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if hat is None:
        raise AppointmentMissing
    if until_date < hat.from_date:
        raise DatesReversed(field="until_date")
    before = {"until": str(hat.until_date or "")}
    hat.until_date = until_date
    hat.save(update_fields=["until_date"])
    audit.record(
        actor=by,
        action="appointment.ended",
        subject=f"officer:{hat.officer_id}",
        at=at,
        before=before,
        after={"appointment": hat.pk, "until": str(until_date)},
        reason=reason,
    )
    return hat


def _hat(
    officer_id: int,
    position_id: int,
    from_date: date,
    until_date: date | None,
    order_reference: str,
) -> Appointment:
    return Appointment(
        officer_id=officer_id,
        position_id=position_id,
        from_date=from_date,
        until_date=until_date,
        order_reference=order_reference.strip(),
    )


def _put_on(hat: Appointment, *, by: Actor, at: datetime) -> Appointment:
    require_people_manager(by)
    _require_wearable(hat)
    hat.recorded_by, hat.recorded_at = by.label, at
    hat.save(force_insert=True)
    audit.record(
        actor=by,
        action=f"appointment.{hat.kind}",
        subject=f"officer:{hat.officer_id}",
        at=at,
        after={
            "appointment": hat.pk,
            "position": hat.position.code,
            "from": str(hat.from_date),
            "until": str(hat.until_date or ""),
            "order": hat.order_reference,
            "limit": hat.permissions,
        },
    )
    return hat


def _require_wearable(hat: Appointment) -> None:
    officers = Officer.objects.select_for_update(of=("self",)).select_related("account")
    officer = officers.filter(pk=hat.officer_id).first()
    if officer is None:
        raise OfficerMissing
    if not officer.account.is_active:
        raise OfficerOut
    if not Position.objects.filter(pk=hat.position_id, is_active=True).exists():
        raise PositionMissing(field="position")
    if hat.until_date and hat.until_date < hat.from_date:
        raise DatesReversed(field="until_date")
    if _overlapping(hat).exists():
        raise AlreadyAppointed(field="from_date")


def _overlapping(hat: Appointment) -> QuerySet[Appointment]:
    same = Appointment.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gte=hat.from_date),
        officer_id=hat.officer_id,
        position_id=hat.position_id,
        kind=hat.kind,
    )
    return same.filter(from_date__lte=hat.until_date) if hat.until_date else same
