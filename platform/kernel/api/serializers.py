"""Words for what comes in and goes out: `…In` checks and cleans, `…Out` shows."""

from typing import Any

from rest_framework import serializers

from kernel.thai import clean_text


class TextField(serializers.CharField):
    """Text from outside: control characters removed, Thai written the one usual way."""

    def to_internal_value(self, data: Any) -> str:
        """Return the cleaned text; text that was nothing but control characters is blank."""
        value = clean_text(super().to_internal_value(data)).strip()
        if not value and not self.allow_blank:
            self.fail("blank")
        return value


class In(serializers.Serializer[Any]):
    """What a caller sends; names end in `In`."""


class Out(serializers.Serializer[Any]):
    """What a caller gets, read only; names end in `Out`."""


class FieldErrorOut(Out):
    """One line of a refusal: which field, why, in a word and in a sentence."""

    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class WordingOut(Out):
    """Title and detail in one language."""

    title = serializers.CharField()
    detail = serializers.CharField()


class TranslationsOut(Out):
    """The same refusal in both languages of the house."""

    th = WordingOut()
    en = WordingOut()


class ProblemOut(Out):
    """A refusal (RFC 9457), told in the language of the request and in both."""

    type = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    errors = FieldErrorOut(many=True)  # type: ignore[assignment]  # a member of RFC 9457 style
    request_id = serializers.CharField()
    translations = TranslationsOut()
