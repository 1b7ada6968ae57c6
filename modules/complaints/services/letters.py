"""What crosses between two complaint desks: three letters, and these fields of each."""

from dataclasses import dataclass

OFFER, ANSWER, STANDING = (
    "complaints.offer",
    "complaints.answer",
    "complaints.standing",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A complaint as it is offered; the contact is empty without the reporter's consent."""

    referral: str
    number: str
    category: str
    words: str
    place: str
    longitude: float | None
    latitude: float | None
    remark: str
    contact_name: str
    contact_phone: str
    contact_email: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Yes with the neighbour's own number, or no with the reason."""

    referral: str
    is_accepted: bool
    number: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """In which phase it is, in the words that the neighbour's own citizens read."""

    referral: str
    state: str
    label_th: str
    label_en: str
    moved_at: str
