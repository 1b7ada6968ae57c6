"""Working calendars and clocks."""
