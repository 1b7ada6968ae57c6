"""The settings page of the desk."""
