"""Virus scanning: a hook, and a client for clamd."""

import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.utils.module_loading import import_string

_CHUNK = 64 * 1024
_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the scanner says."""

    clean: bool
    found: str = ""


class ScannerDown(RuntimeError):
    """The scanner gave no verdict: the file is held, not released."""


type Scanner = Callable[[BinaryIO], Verdict]


def scan(stream: BinaryIO) -> Verdict:
    """Ask the configured scanner; without one, everything passes.

    Raises:
        ScannerDown: a scanner is configured and gives no verdict.
    """
    if not settings.VIRUS_SCANNER:
        return Verdict(clean=True)
    scanner: Scanner = import_string(settings.VIRUS_SCANNER)
    stream.seek(0)
    verdict = scanner(stream)
    stream.seek(0)
    return verdict


def clamd(stream: BinaryIO) -> Verdict:
    """Ask the daemon over TCP, with the INSTREAM command of its manual page.

    Raises:
        ScannerDown: it does not answer, or answers with an error.
    """
    address = (settings.CLAMD_HOST, settings.CLAMD_PORT)
    try:
        with socket.create_connection(address, timeout=_SECONDS) as link:
            link.sendall(b"zINSTREAM\0")
            while piece := stream.read(_CHUNK):
                link.sendall(struct.pack("!I", len(piece)) + piece)
            link.sendall(struct.pack("!I", 0))
            answer = _answer(link)
    except OSError as error:
        raise ScannerDown from error
    return _read(answer)


def _answer(link: socket.socket) -> str:
    pieces = b""
    while not pieces.endswith(b"\0"):
        piece = link.recv(1024)
        if not piece:
            break
        pieces += piece
    return pieces.rstrip(b"\0\n").decode("utf-8", "replace")


def _read(answer: str) -> Verdict:
    if answer.endswith("FOUND"):
        return Verdict(clean=False, found=answer.removesuffix("FOUND").split(":", 1)[-1].strip())
    if answer.endswith("OK"):
        return Verdict(clean=True)
    raise ScannerDown("clamd answered with an error")
