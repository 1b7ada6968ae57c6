"""Files that a job makes for one officer: sheets and papers; shown to nobody else, gone in days."""
