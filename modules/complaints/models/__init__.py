"""The tables of the complaint desk."""

from modules.complaints.models.category import Category, PhotoRule
from modules.complaints.models.complaint import Channel, Complaint, ComplaintQuerySet
from modules.complaints.models.entry import Attachment, AttachmentRole, Entry, EntryKind
from modules.complaints.models.follower import Follower
from modules.complaints.models.national import NationalType
from modules.complaints.models.part import Part, PartUsed
from modules.complaints.models.publication import Publication
from modules.complaints.models.referral import Referral, ReferralState
from modules.complaints.models.reply import ReplyTemplate
from modules.complaints.models.reporter import Reporter
from modules.complaints.models.round import Round
from modules.complaints.models.routing import EscalationLevel, RoutingRule
from modules.complaints.models.wording import OutsideBody, StateLabel

__all__ = [
    "Attachment",
    "AttachmentRole",
    "Category",
    "Channel",
    "Complaint",
    "ComplaintQuerySet",
    "Entry",
    "EntryKind",
    "EscalationLevel",
    "Follower",
    "NationalType",
    "OutsideBody",
    "Part",
    "PartUsed",
    "PhotoRule",
    "Publication",
    "Referral",
    "ReferralState",
    "ReplyTemplate",
    "Reporter",
    "Round",
    "RoutingRule",
    "StateLabel",
]
