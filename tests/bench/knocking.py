"""A frugal client: kept connections, raw bytes, no parsing beyond what a figure needs."""

import json
import socket
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    body: bytes
    retry_after: str
    seconds: float

    def json(self) -> Any:
        """Return the body as a value."""
        return json.loads(self.body)


class Line:
    """A kept connection to the web server, opened again when the server has closed it."""

    def __init__(self, port: int, host: str) -> None:
        self.port = port
        self.host = host
        self._socket: socket.socket | None = None
        self._rest = b""

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request and return its answer.

        Raises:
            OSError: the server did not answer, twice.
        """
        message = self._written(method, path, body, headers)
        began = time.perf_counter()
        try:
            status, head, answer = self._exchange(message)
        except (OSError, ValueError):
            self.close()  # it was closed while it was kept: what is asked may be asked again
            status, head, answer = self._exchange(message)
        retry_after = _field(head, b"retry-after")
        return Answer(status, answer, retry_after, time.perf_counter() - began)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _written(self, method: str, path: str, body: object, headers: dict[str, str]) -> bytes:
        content = b"" if body is None else json.dumps(body).encode()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}",
            f"Content-Length: {len(content)}",
        ]
        lines += ["Content-Type: application/json"] if content else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "\r\n"]).encode() + content

    def _exchange(self, message: bytes) -> tuple[int, bytes, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(message)
        data = self._rest
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, data = data.partition(b"\r\n\r\n")
        if _field(head, b"transfer-encoding").lower() == "chunked":
            content = self._chunks(data)
        else:
            content = self._counted(data, int(_field(head, b"content-length")))
        if _field(head, b"connection").lower() == "close":
            self.close()
        return int(head[9:12]), head, content

    def _counted(self, data: bytes, length: int) -> bytes:
        while len(data) < length:
            data += self._more()
        self._rest = data[length:]
        return data[:length]

    def _chunks(self, data: bytes) -> bytes:
        content = b""
        while True:
            while b"\r\n" not in data:
                data += self._more()
            size, _, data = data.partition(b"\r\n")
            piece = self._counted(data, int(size, 16) + 2)
            data, content = self._rest, content + piece[:-2]
            if len(piece) == len(b"\r\n"):
                return content

    def _more(self) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(65536)
        if not piece:
            raise ConnectionResetError
        return piece


def _field(head: bytes, name: bytes) -> str:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip().decode()
    return ""


@dataclass
class Tally:
    """What many clients found together."""

    seconds: float = 0.0
    done: int = 0
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        """How many were done in a second."""
        return self.done / self.seconds if self.seconds else 0.0

    def milliseconds(self, step: str, share: float) -> float:
        """Return the time within which this share of the steps was answered."""
        found = sorted(self.taken[step])
        return found[min(len(found) - 1, int(len(found) * share))] * 1000 if found else 0.0

    def add(self, other: "Tally") -> None:
        """Add what was found in another round."""
        self.seconds += other.seconds
        self.done += other.done
        self.errors += other.errors
        for step, taken in other.taken.items():
            self.taken[step] += taken


type Work = Callable[[Line, Tally], None]


def crowd(lines: list[Line], work: Work, *, seconds: float) -> Tally:
    """Let each client work again and again for so many seconds, and then hang up."""
    began, total = time.perf_counter(), Tally()
    ends = began + seconds
    each = [Tally() for _ in lines]

    def client(line: Line, own: Tally) -> None:
        while time.perf_counter() < ends:
            try:
                work(line, own)
            except (OSError, ValueError) as error:
                own.errors[type(error).__name__] += 1
                with suppress(OSError):
                    line.close()

    threads = [threading.Thread(target=client, args=pair) for pair in zip(lines, each, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for line in lines:
        line.close()
    for own in each:
        total.add(own)
    total.seconds = time.perf_counter() - began
    return total
