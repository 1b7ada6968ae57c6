"""The pages of the book of deeds."""
