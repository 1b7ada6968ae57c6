"""Ready words for the remark box: configuration of the municipality."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import get_language

MOST_PER_CATEGORY = 20


class ReplyTemplate(models.Model):
    """A ready reply for a kind of complaint (or all kinds) and a move (or all moves).

    The positions run from 1 to 20 and are used once, so no kind can have more than twenty.
    """

    code = models.CharField(max_length=40)
    category = models.ForeignKey(
        "complaints.Category",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    move = models.CharField(max_length=20, blank=True, default="")
    title_th = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True, default="")
    text_th = models.TextField()
    text_en = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="reply_template_code_is_unique"),
            # Also the index by which a complaint finds its replies.
            models.UniqueConstraint(
                fields=["category", "position"],
                name="reply_template_has_its_own_position",
                nulls_distinct=False,
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="a_category_has_at_most_twenty_replies",
                condition=Q(position__gte=1, position__lte=MOST_PER_CATEGORY),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language active now; Thai when no other is given."""
        return self.title_en if get_language() == "en" and self.title_en else self.title_th

    def text(self, language: str) -> str:
        """Return the words in the reader's language; Thai when no other is given."""
        return self.text_en if language == "en" and self.text_en else self.text_th
