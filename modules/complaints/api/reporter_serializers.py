"""What whoever holds the tracking code sends and gets besides the moves."""

from rest_framework import serializers

from kernel.api.serializers import In, Out, TextField
from kernel.documents import document_url
from modules.complaints.models import EntryKind
from modules.complaints.models.round import LEAST_SCORE, MOST_SCORE
from modules.complaints.selectors import TimelineEntry
from modules.complaints.services import informing, surveying
from modules.complaints.states import State


class RatingIn(In):
    """The answer to the survey: one of five faces, 1 is the worst, and perhaps words."""

    score = serializers.IntegerField(min_value=LEAST_SCORE, max_value=MOST_SCORE)
    words = TextField(max_length=surveying.MOST_WORDS, required=False, allow_blank=True)


class RatingOut(Out):
    """The answer as it was kept, for the round that was closed last."""

    round = serializers.IntegerField(source="number")
    score = serializers.IntegerField()
    words = serializers.CharField(source="score_words")
    rated_at = serializers.DateTimeField(source="scored_at")


class InformationIn(In):
    """What the reporter adds: words, photos or both."""

    text = TextField(max_length=informing.MOST_WORDS, required=False, allow_blank=True)
    photos = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)


class LineOut(Out):
    """One line of the history: what happened, and to which phase it led.

    `note` and `by` are for officers only, as are lines of other kinds than the public ones.
    """

    kind = serializers.ChoiceField(choices=EntryKind.choices, source="entry.kind")
    move = serializers.CharField(source="entry.move")
    state = serializers.ChoiceField(choices=State.choices, source="entry.after_state")
    state_label = serializers.SerializerMethodField()
    unit = serializers.CharField(source="entry.unit_name")
    text = serializers.CharField(source="entry.public_text")
    note = serializers.SerializerMethodField()
    by = serializers.SerializerMethodField()
    at = serializers.DateTimeField(source="entry.at")
    photos = serializers.SerializerMethodField()

    def get_state_label(self, line: TimelineEntry) -> str:
        """Return the municipality's word for the phase."""
        return str(self.context["labels"][line.entry.after_state])

    def get_note(self, line: TimelineEntry) -> str:
        """Return the internal note."""
        return line.entry.internal_note if self.context["is_officer"] else ""

    def get_by(self, line: TimelineEntry) -> str:
        """Return who did it."""
        return line.entry.actor_label if self.context["is_officer"] else ""

    def get_photos(self, line: TimelineEntry) -> list[dict[str, str]]:
        """Return what each photo shows and the paths of those that are ready."""
        return [
            {
                "role": item.role,
                "thumb": document_url(item.document, "thumb"),
                "large": document_url(item.document, "large"),
            }
            for item in line.attachments
            if item.document.is_ready
        ]


class PartIn(In):
    """What a part of a complaint is about; place and channel are those of the whole."""

    category = serializers.CharField(max_length=40)
    words = TextField(max_length=4000)
