"""What every tenant stands on: nouns that belong to no module."""
