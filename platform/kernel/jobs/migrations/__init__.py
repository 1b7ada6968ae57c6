"""Functions of the queue, step by step."""
