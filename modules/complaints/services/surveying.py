"""The survey after a closing: one answer for each round."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, NotAllowed, Refused
from modules.complaints.models import Entry, EntryKind, Round
from modules.complaints.models.round import LEAST_SCORE, MOST_SCORE
from modules.complaints.policies import is_the_reporter
from modules.complaints.services.moving import locked, said

MOST_WORDS = 1000


class NothingToRate(Refused):
    """The complaint is not closed, so there is no work to rate."""

    code = "nothing_to_rate"
    message = _("ให้คะแนนได้เมื่อปิดเรื่องแล้ว")


class RatedAlready(Refused):
    """This round has its answer."""

    code = "rated_already"
    message = _("ให้คะแนนรอบนี้ไปแล้ว ขอบคุณ")


class ScoreUnknown(Invalid):
    """The score is not one of the five faces."""

    code = "score_unknown"
    message = _("โปรดแตะใบหน้าหนึ่งใน 5 แบบ")


@transaction.atomic
def rate(*, complaint_id: int, score: int, words: str = "", by: Actor, at: datetime) -> Round:
    """Keep the reporter's answer for the round that was closed last.

    Raises:
        NotAllowed: the actor has not shown the tracking code.
        NothingToRate: no round is closed now.
        RatedAlready: this round has its answer.
        ScoreUnknown: the score is not one of five.
    """
    complaint = locked(complaint_id)
    if not is_the_reporter(by, complaint):
        raise NotAllowed
    row = Round.objects.filter(complaint=complaint, number=complaint.round).first()
    if row is None or complaint.is_open:
        raise NothingToRate
    if row.score is not None:
        raise RatedAlready
    if not LEAST_SCORE <= score <= MOST_SCORE:
        raise ScoreUnknown(field="score")
    row.score, row.score_words, row.scored_at = score, said(words)[:MOST_WORDS], at
    row.save(update_fields=["score", "score_words", "scored_at"])
    Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.RATED,
        before_state=complaint.state,
        after_state=complaint.state,
        actor_kind=by.kind,
        actor_label=by.label,
        internal_note=row.score_words,
        facts={"round": row.number, "score": score},
        at=at,
    )
    audit.record(
        actor=by,
        action="complaint.rated",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after={"round": row.number, "score": score},
    )
    return row
