"""The doors for people: who asks, and what may they open."""

from kernel.access.web.doors import OfficerRequiredMixin, actor_of, officer_of, officer_required

__all__ = ["OfficerRequiredMixin", "actor_of", "officer_of", "officer_required"]
