"""Ready replies beside the remark box: inserted by script, or by asking for the page again."""

from collections.abc import Iterable, Mapping

from modules.complaints.models import Complaint
from modules.complaints.selectors.contacts import reporter_or_none
from modules.complaints.selectors.replies import ReadyReply, replies_for
from modules.complaints.web.forms import RefusingForm


def furnish(
    forms: Iterable[tuple[str, RefusingForm]], complaint: Complaint, asked: Mapping[str, str]
) -> None:
    """Give each form with a remark box its replies, and write in the one that was asked for.

    The words are in the reporter's language, whatever the officer reads.
    """
    wanting = [(move, form) for move, form in forms if "remark" in form.fields]
    if not wanting:
        return
    reporter = reporter_or_none(complaint)
    known = replies_for(complaint.category, language=reporter.language if reporter else "th")
    for move, form in wanting:
        form.replies = [*known.get(move, ()), *known.get("", ())]
        if not form.is_bound and asked.get("move") == move:
            _write_in(form, form.replies, asked.get("reply", ""))


def _write_in(form: RefusingForm, replies: list[ReadyReply], code: str) -> None:
    for reply in replies:
        if reply.code == code:
            form.initial["remark"] = reply.text
            form.is_asked_for = True
