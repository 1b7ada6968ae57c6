"""The history of a complaint: appended, never edited."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from modules.complaints.states import State

# The kind under which the store keeps photos of complaints.
PHOTO_KIND = "complaint_photo"


class EntryKind(models.TextChoices):
    """What an entry tells."""

    FILED = "filed", _("รับแจ้งเรื่อง")
    MOVED = "moved", _("เปลี่ยนสถานะ")
    NOTE = "note", _("บันทึกภายใน")
    DUE_CHANGED = "due_changed", _("ปรับกำหนดเสร็จ")
    CONTACT_CORRECTED = "contact_corrected", _("แก้ไขข้อมูลติดต่อ")
    INFORMATION = "information", _("ผู้แจ้งให้ข้อมูลเพิ่ม")
    RATED = "rated", _("ผู้แจ้งให้คะแนน")
    SPLIT = "split", _("แยกเรื่อง")
    ESCALATED = "escalated", _("แจ้งเตือนผู้บังคับบัญชา")
    SEALED = "sealed", _("กำหนดเป็นเรื่องลับ")
    UNSEALED = "unsealed", _("ยกเลิกการเป็นเรื่องลับ")
    BARRED = "barred", _("กำหนดผู้ที่ห้ามเห็นเรื่องลับ")
    REDACTED = "redacted", _("ปกปิดข้อมูลบางส่วน")
    RESTORED = "restored", _("เลิกปกปิดข้อมูล")
    ANONYMISED = "anonymised", _("ลบข้อมูลส่วนบุคคลเมื่อครบเวลาเก็บ")


class Entry(models.Model):
    """One thing that happened, with what the citizen may read and what only the desk may.

    Names of units and bodies are copied in, so that a later change of configuration never
    rewrites history. `unredacted` holds what stood in a text before it was covered.
    """

    complaint = models.ForeignKey(
        "complaints.Complaint",
        on_delete=models.CASCADE,
        related_name="entries",
        db_index=False,
    )
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    move = models.CharField(max_length=20, blank=True, default="")
    before_state = models.CharField(max_length=20, blank=True, default="")
    after_state = models.CharField(max_length=20, choices=State.choices)
    public_text = models.TextField(blank=True, default="")
    internal_note = models.TextField(blank=True, default="")
    actor_kind = models.CharField(max_length=10)
    actor_label = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=160, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    unredacted = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # The timeline of one complaint, and the only way entries are ever read.
            models.Index(fields=["complaint", "at", "id"], name="complaint_entry_timeline"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_move_entry_names_its_move",
                condition=~Q(kind="moved") | (~Q(move="") & ~Q(before_state="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.move}".strip()


class AttachmentRole(models.TextChoices):
    """What a photo shows."""

    BEFORE = "before", _("ก่อนดำเนินการ")
    AFTER = "after", _("หลังดำเนินการ")
    OTHER = "other", _("ประกอบ")


class Attachment(models.Model):
    """A stored document that belongs to a complaint and to the entry that brought it.

    `document` is what is shown; when parts of it are covered, `original` is what lies behind.
    """

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="attachments"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="attachments", db_index=False
    )
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, related_name="+"
    )
    # The index answers, for every file that is asked for, whether it is behind a covered one.
    original = models.OneToOneField(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=8, choices=AttachmentRole.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_covered_photo_is_not_its_own_original",
                condition=Q(original__isnull=True) | ~Q(original=models.F("document")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.complaint_id}"
