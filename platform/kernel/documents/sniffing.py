"""Tell the type of a file from its content; the name and the browser's word count for nothing."""

from typing import BinaryIO

import puremagic

HEAD = 4096
_MARKUP = (b"<html", b"<script", b"<!doctype", b"<svg", b"<?xml", b"<iframe", b"javascript:")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def content_type(stream: BinaryIO) -> str:
    """Return the media type that the first bytes show; "" when they show none that we take."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    found = _by_signature(head)
    if found == "application/pdf" and _holds_markup(head):
        return ""  # a page in the clothes of a PDF
    return found or _by_library(head)


def _by_signature(head: bytes) -> str:
    """Recognise the few types we take by bytes at fixed places, which a polyglot cannot move."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    return "application/pdf" if head.startswith(b"%PDF-") else ""


def _by_library(head: bytes) -> str:
    """Name what else it is, for the log; none of these is ever accepted as an image or a PDF."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    name = found[0].mime_type if found else ""
    return "" if name.startswith("image/") or name == "application/pdf" else name


def _holds_markup(head: bytes) -> bool:
    lowered = head.lower()
    return any(mark in lowered for mark in _MARKUP[:2] + _MARKUP[3:4] + _MARKUP[5:6])
