"""What the sign-in doors take and give."""

from rest_framework import serializers


class SignInIn(serializers.Serializer[object]):
    """A user name, a password, and the code of the second factor where there is one."""

    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    code = serializers.CharField(
        max_length=16, required=False, allow_blank=True, help_text="TOTP or recovery code"
    )


class TokenOut(serializers.Serializer[object]):
    """A token for `Authorization: Bearer …`; shown once."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()
