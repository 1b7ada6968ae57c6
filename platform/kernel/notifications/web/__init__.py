"""Doors for the browser."""
