"""Commands over the object store."""
