"""What a paper may not do."""


class AddressRefused(RuntimeError):
    """A page asked for an address that is not its own; a bug, or an attack."""
