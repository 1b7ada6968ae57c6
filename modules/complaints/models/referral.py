"""A complaint that lies beyond the border: offered to the neighbour, or by the neighbour."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    """The life of an offer."""

    WAITING = "waiting", _("รอคำตอบ")
    ACCEPTED = "accepted", _("รับเรื่องแล้ว")
    DECLINED = "declined", _("ไม่รับเรื่อง")
    RETURNED = "returned", _("ส่งไม่ถึง")


class Referral(models.Model):
    """One side of an offer between two municipalities; both sides know it by `public_id`.

    `is_ours` says that we offered it. What came with a neighbour's offer stays in `content` only
    until it is answered. The partner's number, phase and words are what it lets the public see.
    """

    public_id = models.UUIDField(default=uuid.uuid4)
    is_ours = models.BooleanField()
    partner = models.CharField(max_length=36)
    partner_name = models.CharField(max_length=200)
    # Read by the tracking page and at every move of a complaint.
    complaint = models.ForeignKey(
        "complaints.Complaint",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="referrals",
    )
    state = models.CharField(
        max_length=10, choices=ReferralState.choices, default=ReferralState.WAITING
    )
    content = models.JSONField(default=dict)
    with_contact = models.BooleanField(default=False)
    consent = models.CharField(max_length=300, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    partner_number = models.CharField(max_length=40, blank=True, default="")
    partner_state = models.CharField(max_length=20, blank=True, default="")
    partner_label_th = models.CharField(max_length=60, blank=True, default="")
    partner_label_en = models.CharField(max_length=60, blank=True, default="")
    partner_moved_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_id", "partner", "is_ours"], name="a_referral_has_two_sides"
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                name="a_complaint_is_offered_to_one_neighbour",
                condition=Q(is_ours=True, state__in=["waiting", "accepted"]),
            ),
            models.CheckConstraint(
                name="contact_is_offered_only_with_consent",
                condition=Q(with_contact=False) | ~Q(consent="") | Q(is_ours=False),
            ),
            models.CheckConstraint(
                name="an_answered_referral_keeps_no_content",
                condition=Q(state="waiting") | Q(content={}),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def partner_label(self) -> str:
        """The phase at the neighbour's, in its own words and the reader's language."""
        in_english = get_language() == "en" and self.partner_label_en
        return self.partner_label_en if in_english else self.partner_label_th
