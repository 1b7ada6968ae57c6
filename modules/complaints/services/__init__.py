"""The verbs of the complaint desk; nothing else changes a complaint."""

from modules.complaints.services.admitting import admit
from modules.complaints.services.closing import refuse, resolve, withdraw
from modules.complaints.services.confiding import bar, keep_confidential, make_ordinary
from modules.complaints.services.contact import correct_contact, reveal_contact
from modules.complaints.services.deadlines import recompute_due_dates
from modules.complaints.services.escalating import escalate
from modules.complaints.services.filing import submit
from modules.complaints.services.following import follow, follower_of, unfollow
from modules.complaints.services.informing import add_information
from modules.complaints.services.merging import merge, unmerge
from modules.complaints.services.opening import open_for
from modules.complaints.services.performing import perform
from modules.complaints.services.redacting import open_originals, redact_photo, restore_photo
from modules.complaints.services.report import Contact, Report
from modules.complaints.services.rounds import ask_reopen, keep_closed, reopen
from modules.complaints.services.routing import assign, reassign, take
from modules.complaints.services.splitting import split
from modules.complaints.services.surveying import rate
from modules.complaints.services.tracking import open_by_code
from modules.complaints.services.wordings import redact_words, restore_words
from modules.complaints.services.working import (
    answer,
    ask,
    hand_over,
    resume,
    resume_unanswered,
    take_back,
)

__all__ = [
    "Contact",
    "Report",
    "add_information",
    "admit",
    "answer",
    "ask",
    "ask_reopen",
    "assign",
    "bar",
    "correct_contact",
    "escalate",
    "follow",
    "follower_of",
    "hand_over",
    "keep_closed",
    "keep_confidential",
    "make_ordinary",
    "merge",
    "open_by_code",
    "open_for",
    "open_originals",
    "perform",
    "rate",
    "reassign",
    "recompute_due_dates",
    "redact_photo",
    "redact_words",
    "refuse",
    "reopen",
    "resolve",
    "restore_photo",
    "restore_words",
    "resume",
    "resume_unanswered",
    "reveal_contact",
    "split",
    "submit",
    "take",
    "take_back",
    "unfollow",
    "unmerge",
    "withdraw",
]
