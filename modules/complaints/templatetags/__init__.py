"""Template tags of the complaint desk."""
