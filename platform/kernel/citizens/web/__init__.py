"""The doors for the people who are served."""
