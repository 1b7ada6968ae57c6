"""Where an answer is plugged in at start-up."""


class Port[T]:
    """A question with at most one answerer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answerer: T | None = None

    def provide(self, answerer: T) -> None:
        """Plug in the answerer; the last one wins."""
        self._answerer = answerer

    def get(self) -> T | None:
        """Return the answerer, or None when nobody answers."""
        return self._answerer

    def require(self) -> T:
        """Return the answerer.

        Raises:
            LookupError: nobody answers; an app is missing from INSTALLED_APPS.
        """
        if self._answerer is None:
            msg = f"nobody answers the port {self.name!r}"
            raise LookupError(msg)
        return self._answerer


class ListPort[T]:
    """A question with any number of answerers, each under a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answerers: dict[str, T] = {}

    def provide(self, name: str, answerer: T) -> None:
        """Plug in an answerer; the same name again replaces it."""
        self._answerers[name] = answerer

    def items(self) -> list[tuple[str, T]]:
        """Return the answerers with their names, in the order they were plugged in."""
        return list(self._answerers.items())
