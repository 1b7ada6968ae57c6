"""The calendar page of the desk."""
