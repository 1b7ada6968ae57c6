"""Doors to the base map."""
