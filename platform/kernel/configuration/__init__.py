"""What a municipality can set, exported and applied by natural key."""
