"""What programs send and get about public cases: public columns only."""

from typing import Any

from rest_framework import serializers

from kernel.api.serializers import In, Out
from kernel.documents import document_url
from modules.complaints.models import Publication
from modules.complaints.selectors import unit_name
from modules.complaints.selectors.boxes import read_box
from modules.complaints.selectors.public import PublicFilters
from modules.complaints.services import Contact
from modules.complaints.states import State


class CaseFiltersIn(In):
    """How public cases are narrowed; `bbox` is west,south,east,north in degrees."""

    category = serializers.CharField(max_length=40, required=False, allow_blank=True)
    village = serializers.CharField(max_length=20, required=False, allow_blank=True)
    standing = serializers.ChoiceField(choices=("open", "closed"), required=False, allow_blank=True)
    received_from = serializers.DateTimeField(required=False)
    received_until = serializers.DateTimeField(required=False)
    bbox = serializers.CharField(max_length=120, required=False, allow_blank=True)

    def filters(self) -> PublicFilters:
        """Return what was asked."""
        asked = dict(self.validated_data)
        box = asked.pop("bbox", "")
        return PublicFilters(**asked, box=read_box(box) if box else None)


class NearIn(In):
    """Kind and place of a report that somebody begins."""

    category = serializers.CharField(max_length=40)
    longitude = serializers.FloatField(min_value=-180, max_value=180, required=False)
    latitude = serializers.FloatField(min_value=-90, max_value=90, required=False)
    village = serializers.CharField(max_length=20, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse half a pin."""
        if ("longitude" in attrs) != ("latitude" in attrs):
            raise serializers.ValidationError({"latitude": "longitude and latitude come together"})
        return attrs


class FollowIn(In):
    """Where to write when the case goes on; one of the two is enough."""

    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    email = serializers.CharField(max_length=254, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=("th", "en"), required=False)

    def contact(self) -> Contact:
        """Return what was sent as a contact."""
        return Contact(**self.validated_data)


class CaseOut(Out):
    """A public case: a moderator's words, never the reporter's."""

    id = serializers.UUIDField(source="public_id")
    category = serializers.SerializerMethodField()
    unit = serializers.SerializerMethodField()
    village = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=State.choices, source="complaint.state")
    state_label = serializers.SerializerMethodField()
    words = serializers.CharField()
    longitude = serializers.SerializerMethodField()
    latitude = serializers.SerializerMethodField()
    received_at = serializers.DateTimeField(source="complaint.submitted_at")
    closed_at = serializers.DateTimeField(source="complaint.closed_at", allow_null=True)
    photos = serializers.SerializerMethodField()

    def get_category(self, row: Publication) -> dict[str, str]:
        """Return the kind of the case."""
        category = row.complaint.category
        return {"code": category.code, "name": category.name}

    def get_unit(self, row: Publication) -> dict[str, str] | None:
        """Return the responsible unit, or null while nobody is."""
        unit = row.complaint.unit
        return {"code": unit.code, "name": unit_name(unit)} if unit else None

    def get_village(self, row: Publication) -> dict[str, str] | None:
        """Return the village, or null when the place lies in none."""
        village = row.complaint.village
        return {"code": village.code, "name": str(village)} if village else None

    def get_state_label(self, row: Publication) -> str:
        """Return the municipality's word for the phase."""
        return str(self.context["labels"][row.complaint.state])

    def get_longitude(self, row: Publication) -> float | None:
        """Return the longitude of the pin, EPSG:4326."""
        return row.pin.x if row.pin else None

    def get_latitude(self, row: Publication) -> float | None:
        """Return the latitude of the pin, EPSG:4326."""
        return row.pin.y if row.pin else None

    def get_photos(self, row: Publication) -> list[dict[str, str]]:
        """Return the paths of the photos that a moderator has chosen."""
        known = self.context["photos"]
        return [
            {name: document_url(known[key], name) for name in ("thumb", "large")}
            for key in row.photos
            if key in known
        ]


class NearOut(CaseOut):
    """A public case and how far away it is; null when only the village is known."""

    metres = serializers.SerializerMethodField()

    def get_metres(self, row: Publication) -> int | None:
        """Return the distance from the pin in metres."""
        metres: int | None = self.context["metres"][row.pk]
        return metres


class FollowedOut(Out):
    """Which case is followed from now on; the way out is in the notice that was sent."""

    case = serializers.UUIDField()
