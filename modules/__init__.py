"""The modules; blind to one another."""
