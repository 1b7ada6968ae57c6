"""Believable people and complaints, for demonstrations only."""
