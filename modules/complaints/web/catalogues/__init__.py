"""The lists of the complaint desk on the settings pages."""

from modules.complaints.web.catalogues import categories, routing, words

__all__ = ["categories", "routing", "words"]
