"""Blueprints: what a schema of this release is made of, and making one more of it in a moment."""

from tenants.blueprints.catalog import Blueprint, BlueprintRefused, read
from tenants.blueprints.cloning import clone
from tenants.blueprints.templates import current, prune, release

__all__ = ["Blueprint", "BlueprintRefused", "clone", "current", "prune", "read", "release"]
