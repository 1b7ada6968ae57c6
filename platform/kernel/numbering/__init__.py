"""Numbers without gaps: one series per book and Buddhist-era year."""

APPEND_ONLY_TABLES = ("numbering_issued",)
