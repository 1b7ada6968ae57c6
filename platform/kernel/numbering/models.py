"""Books, where each stands in a year, and every number that was issued."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Numerals(models.TextChoices):
    """The digits in which a book writes."""

    ARABIC = "arabic", _("เลขอารบิก")
    THAI = "thai", _("เลขไทย")


class Book(models.Model):
    """A series of numbers that begins with 1 in each Buddhist-era year (configuration)."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    pattern = models.CharField(max_length=60, default="{n}/{year}")
    numerals = models.CharField(max_length=10, choices=Numerals.choices, default=Numerals.ARABIC)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="numbering_book_code_is_unique"),
            models.CheckConstraint(
                name="numbering_book_writes_known_numerals",
                condition=Q(numerals__in=Numerals.values),
            ),
            models.CheckConstraint(
                name="numbering_book_pattern_holds_the_number",
                condition=Q(pattern__contains="{n"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


class Counter(models.Model):
    """The last number of a book in a year, and the latest day on which one was taken."""

    pk = models.CompositePrimaryKey("book_id", "year")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    year = models.SmallIntegerField()
    last = models.IntegerField()
    last_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.book_id}/{self.year}: {self.last}"


class Issued(models.Model):
    """One number that left the book; only added to, so that gaps and doubles can be proven absent.

    `taken_at` is the database's clock, whatever the application believes.
    """

    pk = models.CompositePrimaryKey("book_id", "year", "value")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    year = models.SmallIntegerField()
    value = models.IntegerField()
    text = models.CharField(max_length=80)
    dated = models.DateField()
    taken_at = models.DateTimeField(db_default=Now())
    subject = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.text
