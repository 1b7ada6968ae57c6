"""Answers about people: who is who, who wears which hat now, who holds what."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kernel.access.days import day_of
from kernel.access.errors import (
    AppointmentMissing,
    HatNotYours,
    OfficerMissing,
    PositionMissing,
)
from kernel.access.models import Account, Appointment, AppointmentKind, Division, Officer, Position
from kernel.actors import Actor, ActorKind
from kernel.configuration.memory import Remembered

_KIND_ORDER = {kind: place for place, kind in enumerate(AppointmentKind)}


def officer(officer_id: int) -> Officer:
    """Return the officer with the account.

    Raises:
        OfficerMissing: no officer has this id.
    """
    found = Officer.objects.select_related("account").filter(pk=officer_id).first()
    if found is None:
        raise OfficerMissing
    return found


def hats(officer: Officer, at: datetime) -> list[Appointment]:
    """Return the appointments in force at that moment, substantive ones first."""
    worn = Appointment.objects.worn_on(day_of(at)).filter(officer=officer, position__is_active=True)
    found = worn.select_related("position__division").order_by("position__rank", "pk")
    return sorted(found, key=lambda hat: _KIND_ORDER[AppointmentKind(hat.kind)])


def actor_for(officer: Officer, at: datetime, wearing: int | None = None) -> Actor:
    """Return the officer as an actor, with the hat (appointment id) worn, or with all their own.

    Without a hat named, the officer acts in all positions held for good; acting and delegated
    hats must be put on, so that each act says in which capacity it was done.

    Raises:
        HatNotYours: the hat named is not the officer's at that moment.
    """
    worn = hats(officer, at)
    chosen = [hat for hat in worn if hat.pk == wearing] if wearing else _own(worn)
    if wearing and not chosen:
        raise HatNotYours
    return _actor(officer, chosen)


def _own(worn: list[Appointment]) -> list[Appointment]:
    own = [hat for hat in worn if hat.kind == AppointmentKind.SUBSTANTIVE]
    return own or worn[:1]


def _actor(officer: Officer, chosen: list[Appointment]) -> Actor:
    first = chosen[0] if chosen else None
    in_stead = first if first and first.kind != AppointmentKind.SUBSTANTIVE else None
    active = officer.account.is_active
    return Actor(
        kind=ActorKind.OFFICER,
        label=f"{officer} ({first.position})" if first else str(officer),
        account_id=officer.account_id,
        officer_id=officer.pk,
        appointment_id=first.pk if first else None,
        capacity=str(in_stead) if in_stead else "",
        permissions=frozenset().union(*(hat.granted for hat in chosen if active)),
        divisions=_with_branches({hat.position.division_id for hat in chosen if active}),
    )


def _with_branches(roots: set[int]) -> frozenset[int]:
    """Return the divisions and everything below them: a กอง answers for its งาน."""
    if not roots:
        return frozenset()
    parent_of = _parents()
    found = set(roots)
    while more := {pk for pk, parent in parent_of.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def officers_holding(
    permission: str, division: Division | int | None = None, *, at: datetime
) -> list[Officer]:
    """Return the active officers who hold the permission at that moment, by any hat."""
    key = division.pk if isinstance(division, Division) else division
    return list(_holders(permission, key, day_of(at)))


def _read_holders(permission: str, division: int | None, day: date) -> tuple[Officer, ...]:
    limit = Q(permissions__isnull=True) | Q(permissions__contains=[permission])
    holders = Appointment.objects.worn_on(day).filter(
        limit,
        position__permissions__contains=[permission],
        position__is_active=True,
        officer=OuterRef("pk"),
    )
    if division is not None:
        holders = holders.filter(position__division=division)
    found = Officer.objects.filter(Exists(holders), account__is_active=True)
    return tuple(found.select_related("account").order_by("first_name", "last_name", "pk"))


_holders = Remembered(
    "access.holders", _read_holders, of=(Account, Officer, Appointment, Position, Division)
)


def directory(*, words: str = "", division: int | None = None, at: datetime) -> QuerySet[Officer]:
    """Return the officers with today's hats prefetched as `worn`, the active first, by name."""
    today = Appointment.objects.worn_on(day_of(at)).select_related("position__division")
    found = Officer.objects.select_related("account").prefetch_related(
        Prefetch("appointments", queryset=today.order_by("position__rank", "pk"), to_attr="worn")
    )
    for word in words.split():
        found = found.filter(_matches(word))
    if division is not None:
        seats = today.filter(officer=OuterRef("pk"))
        family = Q(position__division=division) | Q(position__division__parent=division)
        found = found.filter(Exists(seats.filter(family)))
    return found.order_by("-account__is_active", "first_name", "last_name", "pk")


def _matches(word: str) -> Q:
    seats = Appointment.objects.filter(officer=OuterRef("pk"), position__title_th__icontains=word)
    return (
        Q(first_name__icontains=word)
        | Q(last_name__icontains=word)
        | Q(account__username__icontains=word)
        | Q(Exists(seats))
    )


def history(officer: Officer) -> list[Appointment]:
    """Return every appointment of the officer, the newest first."""
    found = Appointment.objects.filter(officer=officer).select_related("position__division")
    return list(found.order_by("-from_date", "-pk"))


def divisions() -> list[Division]:
    """Return the divisions in use, parents before children."""
    found = Division.objects.filter(is_active=True).select_related("parent")
    return list(found.order_by("rank", "code", "pk"))


def positions(division: int | None = None) -> QuerySet[Position]:
    """Return the positions in use with their divisions, in the order of the chart."""
    found = Position.objects.filter(is_active=True).select_related("division")
    if division is not None:
        found = found.filter(division=division)
    return found.order_by("division__rank", "division__code", "rank", "pk")


def chart(*, at: datetime) -> list[Division]:
    """Return the organisation chart: divisions with `seats`, each seat with today's `worn`."""
    worn = Appointment.objects.worn_on(day_of(at)).filter(officer__account__is_active=True)
    seats = Position.objects.filter(is_active=True).order_by("rank", "pk")
    seats = seats.prefetch_related(
        Prefetch("appointments", queryset=worn.select_related("officer"), to_attr="worn")
    )
    found = Division.objects.filter(is_active=True).select_related("parent")
    found = found.prefetch_related(Prefetch("positions", queryset=seats, to_attr="seats"))
    return list(found.order_by("rank", "code", "pk"))


def appointment(appointment_id: int) -> Appointment:
    """Return the appointment with its officer and position.

    Raises:
        AppointmentMissing: no appointment has this id.
    """
    found = Appointment.objects.select_related("officer__account", "position__division")
    hat = found.filter(pk=appointment_id).first()
    if hat is None:
        raise AppointmentMissing
    return hat


def position(position_id: int) -> Position:
    """Return the position with its division.

    Raises:
        PositionMissing: no position has this id.
    """
    seat = Position.objects.select_related("division").filter(pk=position_id).first()
    if seat is None:
        raise PositionMissing
    return seat


def _read_parents() -> dict[int, int | None]:
    return dict(Division.objects.values_list("pk", "parent_id"))


# Each division and the one above it.
_parents = Remembered("access.parents_of_divisions", _read_parents, of=(Division,))
