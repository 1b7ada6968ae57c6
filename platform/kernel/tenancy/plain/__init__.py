"""The backend of the plain connection, which stands on the public schema."""
