"""What programs send to the complaint desk and what they get."""

from typing import Any

from rest_framework import serializers

from kernel.api.serializers import In, Out, TextField
from modules.complaints import policies
from modules.complaints.models import Category, Channel, Complaint
from modules.complaints.models.tracking_code import grouped
from modules.complaints.selectors.categories import national_type
from modules.complaints.services import Contact, Report
from modules.complaints.services.notices import tracking_link
from modules.complaints.services.performing import VERBS
from modules.complaints.states import RefusalReason, State


class ComplaintIn(In):
    """A report. Either longitude and latitude, or the code of a village, must be given."""

    category = serializers.CharField(max_length=40)
    words = TextField(max_length=4000)
    longitude = serializers.FloatField(min_value=-180, max_value=180, required=False)
    latitude = serializers.FloatField(min_value=-90, max_value=90, required=False)
    village = serializers.CharField(max_length=20, required=False, allow_blank=True)
    place = TextField(max_length=300, required=False, allow_blank=True)
    answers = serializers.DictField(child=serializers.CharField(max_length=500), required=False)
    photos = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)
    name = TextField(max_length=120, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    email = serializers.CharField(max_length=254, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=("th", "en"), required=False)
    client_key = serializers.CharField(max_length=80, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse half a pin."""
        if ("longitude" in attrs) != ("latitude" in attrs):
            raise serializers.ValidationError({"latitude": "longitude and latitude come together"})
        return attrs

    def report(self) -> Report:
        """Return what was sent as a report."""
        sent = self.validated_data
        pin = (sent["longitude"], sent["latitude"]) if "longitude" in sent else None
        contact = {key: sent[key] for key in ("name", "phone", "email", "language") if key in sent}
        plain = ("village", "place", "answers", "photos", "client_key")
        return Report(
            category=sent["category"],
            words=sent["words"],
            pin=pin,
            contact=Contact(**contact),
            channel=Channel.API,
            **{key: sent[key] for key in plain if key in sent},
        )


class MoveIn(In):
    """A move of the state table, and what it needs; fields of other moves are ignored."""

    move = serializers.ChoiceField(choices=sorted(VERBS))
    unit = serializers.CharField(max_length=40, required=False, allow_blank=True)
    root = TextField(  # type: ignore[assignment]  # the serializer's own word stays its own
        max_length=40, required=False, allow_blank=True
    )
    remark = TextField(max_length=4000, required=False, allow_blank=True)
    note = TextField(max_length=4000, required=False, allow_blank=True)
    reason = serializers.ChoiceField(
        choices=RefusalReason.choices, required=False, allow_blank=True
    )
    body = serializers.CharField(max_length=40, required=False, allow_blank=True)
    reference = TextField(max_length=80, required=False, allow_blank=True)
    expected_date = serializers.DateField(required=False)
    photos = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)


class FiltersIn(In):
    """How a list of complaints is narrowed."""

    state = serializers.MultipleChoiceField(choices=State.choices, required=False)
    category = serializers.CharField(max_length=40, required=False, allow_blank=True)
    unit = serializers.CharField(max_length=40, required=False, allow_blank=True)
    village = serializers.CharField(max_length=20, required=False, allow_blank=True)
    words = TextField(max_length=200, required=False, allow_blank=True)
    is_open = serializers.BooleanField(required=False)
    is_overdue = serializers.BooleanField(required=False)
    received_from = serializers.DateTimeField(required=False)
    received_until = serializers.DateTimeField(required=False)
    is_confidential = serializers.BooleanField(
        required=False,
        help_text="The restricted queue instead of the list; empty without its permission.",
    )


class NamedOut(Out):
    """Something with a code and a name."""

    code = serializers.CharField()
    name = serializers.CharField()


class MoveOut(Out):
    """A move open to the caller: its name for `move`, its label for a button, what it needs."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # what a program reads
    target = serializers.CharField()
    needs = serializers.ListField(child=serializers.CharField())


class ComplaintOut(Out):
    """A complaint as the caller may see it, with the moves open to the caller."""

    id = serializers.UUIDField(source="public_id")
    number = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    state_label = serializers.SerializerMethodField()
    category = NamedOut()
    unit = serializers.SerializerMethodField()
    is_confidential = serializers.BooleanField()
    words = serializers.CharField()
    longitude = serializers.SerializerMethodField()
    latitude = serializers.SerializerMethodField()
    village = serializers.SerializerMethodField()
    place = serializers.CharField()
    channel = serializers.ChoiceField(choices=Channel.choices)
    submitted_at = serializers.DateTimeField()
    response_due_at = serializers.DateTimeField()
    responded_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    is_response_on_time = serializers.BooleanField(allow_null=True)
    is_on_time = serializers.BooleanField(allow_null=True)
    moves = serializers.SerializerMethodField()

    def get_state_label(self, complaint: Complaint) -> str:
        """Return the municipality's word for the phase."""
        return str(self.context["labels"][complaint.state])

    def get_unit(self, complaint: Complaint) -> dict[str, str] | None:
        """Return the responsible unit, or null while nobody is."""
        unit = complaint.unit
        return {"code": unit.code, "name": unit.name_th} if unit else None

    def get_longitude(self, complaint: Complaint) -> float | None:
        """Return the longitude of the pin, EPSG:4326."""
        return complaint.pin.x if complaint.pin else None

    def get_latitude(self, complaint: Complaint) -> float | None:
        """Return the latitude of the pin, EPSG:4326."""
        return complaint.pin.y if complaint.pin else None

    def get_village(self, complaint: Complaint) -> dict[str, str] | None:
        """Return the village, or null when the place lies in none."""
        village = complaint.village
        return {"code": village.code, "name": str(village)} if village else None

    def get_moves(self, complaint: Complaint) -> list[dict[str, Any]]:
        """Return the moves that the caller may make now."""
        moves = policies.moves_open_to(self.context["actor"], complaint)
        return [
            {
                "name": move.name,
                "label": str(move.label),
                "target": move.target,
                "needs": sorted(move.needs),
            }
            for move in moves
        ]


class FiledOut(ComplaintOut):
    """A complaint just filed, with the secret that only its reporter gets."""

    tracking_code = serializers.SerializerMethodField()
    tracking_url = serializers.SerializerMethodField()

    def get_tracking_code(self, complaint: Complaint) -> str:
        """Return the tracking code in groups of four."""
        return grouped(complaint.tracking_code)

    def get_tracking_url(self, complaint: Complaint) -> str:
        """Return the address under which the reporter follows the complaint."""
        return tracking_link(complaint)


class CategoryOut(Out):
    """A kind of complaint that can be reported."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    name_en = serializers.CharField()
    group = serializers.SerializerMethodField()
    photo_rule = serializers.CharField()
    emergency = serializers.CharField()
    questions = serializers.JSONField()
    national_type = serializers.SerializerMethodField()

    def get_group(self, category: Category) -> str:
        """Return the code of the group."""
        return str(self.context["groups"][category.pk])

    def get_national_type(self, category: Category) -> str:
        """Return what the category counts as in the whole country."""
        return national_type(category).value
