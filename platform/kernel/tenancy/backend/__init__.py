"""The transaction-bound database backend."""
