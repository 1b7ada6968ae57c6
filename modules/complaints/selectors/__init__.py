"""Answers about complaints."""

from modules.complaints.selectors.categories import (
    CategoryGroup,
    TargetRule,
    category_groups,
    choosable_category,
    target_rule,
)
from modules.complaints.selectors.contacts import ShownContact, masked_contact
from modules.complaints.selectors.inbox import my_matters, work_items
from modules.complaints.selectors.labels import state_labels, unit_name
from modules.complaints.selectors.lists import (
    Counts,
    Filters,
    counts,
    in_confidence,
    newest,
    visible,
    worklist,
)
from modules.complaints.selectors.one import (
    TimelineEntry,
    answers_in_words,
    complaint_by_tracking_code,
    complaint_for,
    complaint_of_original,
    complaint_of_photo,
    has_originals,
    is_visible,
    listed,
    open_move,
    timeline,
    visible_id,
)
from modules.complaints.selectors.related import Related, closing_words, related, root_of
from modules.complaints.selectors.rounds import round_to_rate, rounds

__all__ = [
    "CategoryGroup",
    "Counts",
    "Filters",
    "Related",
    "ShownContact",
    "TargetRule",
    "TimelineEntry",
    "answers_in_words",
    "category_groups",
    "choosable_category",
    "closing_words",
    "complaint_by_tracking_code",
    "complaint_for",
    "complaint_of_original",
    "complaint_of_photo",
    "counts",
    "has_originals",
    "in_confidence",
    "is_visible",
    "listed",
    "masked_contact",
    "my_matters",
    "newest",
    "open_move",
    "related",
    "root_of",
    "round_to_rate",
    "rounds",
    "state_labels",
    "target_rule",
    "timeline",
    "unit_name",
    "visible",
    "visible_id",
    "work_items",
    "worklist",
]
