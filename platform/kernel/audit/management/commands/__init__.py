"""Commands of the book of deeds."""
