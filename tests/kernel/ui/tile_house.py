"""A tiny house of maps on loopback: XYZ pictures and PMTiles files, with a list of who asked."""

import http.server
import io
import re
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

COLOUR = (200, 30, 90)
DEEPEST = 14
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")
PNG_TILE, VECTOR_TILE = 2, 1


def picture() -> bytes:
    """Return one tile of one colour."""
    body = io.BytesIO()
    Image.new("RGB", (256, 256), COLOUR).save(body, "PNG")
    return body.getvalue()


def archive(tile: bytes, *, kind: int, metadata: bytes = b"{}") -> bytes:
    """Return a PMTiles archive (specification 3) in which every tile of the world is this one."""
    # One directory entry: tile 0, and all that follow it up to the deepest zoom.
    run = (4 ** (DEEPEST + 1) - 1) // 3
    directory = b"".join(_varint(n) for n in (1, 0, run, len(tile), 1))
    root = 127
    told = root + len(directory)
    data = told + len(metadata)
    header = struct.pack(
        "<7sB11Q6B4iB2i",
        b"PMTiles", 3,
        root, len(directory), told, len(metadata), data, 0, data, len(tile),
        run, 1, 1,
        1, 1, 1, kind, 0, DEEPEST,
        -180 * 10**7, -85 * 10**7, 180 * 10**7, 85 * 10**7,
        10, 989_485_000, 187_455_000,
    )  # fmt: skip
    assert len(header) == root
    return header + directory + metadata + tile


def _varint(number: int) -> bytes:
    pieces = bytearray()
    while number > 0x7F:
        pieces.append(number & 0x7F | 0x80)
        number >>= 7
    pieces.append(number)
    return bytes(pieces)


@dataclass
class TileHouse:
    """What stands at which path, and which paths were asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str) -> bytes | None:
        """Return the bytes at the path; any XYZ address is the one picture."""
        self.asked.append(path)
        if re.fullmatch(r"/\d+/\d+/\d+\.png", path):
            return picture()
        return self.files.get(path)


@contextmanager
def serving_tiles() -> Iterator[TileHouse]:
    """Serve until the test is over."""
    house = TileHouse()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(house))
    house.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(house: TileHouse) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._send(204, b"")

        def do_GET(self) -> None:
            body = house.answer(self.path)
            part = _RANGE.fullmatch(self.headers.get("Range", ""))
            if body is None:
                self._send(404, b"")
            elif part:
                first, last = int(part[1]), min(int(part[2]), len(body) - 1)
                self._send(206, body[first : last + 1], f"bytes {first}-{last}/{len(body)}")
            else:
                self._send(200, body)

        def _send(self, status: int, body: bytes, part: str = "") -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "range")
            self.send_header("Content-Length", str(len(body)))
            if part:
                self.send_header("Content-Range", part)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    return Handler
