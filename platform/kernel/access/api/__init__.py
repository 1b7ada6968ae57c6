"""Programs sign in and out here."""
