"""The account: how somebody proves who they are, and nothing more."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """What sort of person signs in with the account."""

    OFFICER = "officer", _("เจ้าหน้าที่")
    CITIZEN = "citizen", _("ประชาชน")
    OPS = "ops", _("ทีมกลาง")


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name, whatever the case of its letters."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of this user name."""
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who can sign in: an officer, a citizen, or one of the central team.

    It carries no permissions: those belong to positions. Phone is E.164. `is_demo` accounts
    skip the second factor where, and only where, the whole installation is a demonstration.
    """

    username = models.CharField(_("ชื่อผู้ใช้"), max_length=60)
    email = models.EmailField(_("อีเมล"), blank=True, default="")
    phone = models.CharField(_("โทรศัพท์มือถือ"), max_length=16, blank=True, default="")
    name = models.CharField(_("ชื่อที่แสดง"), max_length=150, blank=True, default="")
    language = models.CharField(_("ภาษา"), max_length=5, default="th")
    kind = models.CharField(max_length=10, choices=AccountKind)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["username"], name="account_username_is_taken_once"),
            models.CheckConstraint(
                condition=Q(username=Lower("username")), name="account_username_is_in_small_letters"
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(kind="citizen") & ~Q(phone=""),
                name="citizen_phone_has_one_account",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(kind="citizen") & ~Q(email=""),
                name="citizen_email_has_one_account",
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="account_phone_is_e164",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AccountKind.values), name="account_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        """Return the name people know, else the user name."""
        return self.name or self.username

    @property
    def is_officer(self) -> bool:
        """Tell whether the account belongs to an officer of this municipality."""
        return self.kind == AccountKind.OFFICER

    @property
    def is_citizen(self) -> bool:
        """Tell whether the account belongs to somebody who is served."""
        return self.kind == AccountKind.CITIZEN

    @property
    def is_ops(self) -> bool:
        """Tell whether the account belongs to the central team."""
        return self.kind == AccountKind.OPS
