"""People who are served."""
