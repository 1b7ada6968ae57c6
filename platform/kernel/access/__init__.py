"""Officers, divisions, positions, sign-in."""
