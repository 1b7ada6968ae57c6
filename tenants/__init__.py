"""Municipalities: registry, routing, life cycle."""
