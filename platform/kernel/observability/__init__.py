"""What runs, how well, and what went wrong: told without a name, a phone or a citizen id."""
