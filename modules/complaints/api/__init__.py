"""The complaint desk below /api/v1/complaints/."""
