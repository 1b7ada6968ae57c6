"""Commands of numbering."""
