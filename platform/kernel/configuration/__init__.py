"""What a municipality can set, exported and applied by natural key."""

from kernel.configuration.registry import Configurable, declare

__all__ = ["Configurable", "declare"]
