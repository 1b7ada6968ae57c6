"""Pages leave compressed, pictures as they are."""

import gzip

from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from kernel.ui.compression import CompressedWords

LONG = "สวัสดี" * 200
ASKED = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})


def test_a_page_is_compressed_for_who_can_read_it() -> None:
    answer = CompressedWords(lambda _request: HttpResponse(LONG))(ASKED)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == LONG


def test_who_cannot_read_it_gets_it_plain() -> None:
    answer = CompressedWords(lambda _request: HttpResponse(LONG))(RequestFactory().get("/"))

    assert "Content-Encoding" not in answer.headers


def test_a_picture_and_a_stream_stay_as_they_are() -> None:
    for made in (
        HttpResponse(LONG.encode(), content_type="image/webp"),
        StreamingHttpResponse(iter([LONG.encode()]), content_type="text/plain"),
    ):
        answer = CompressedWords(lambda _request, made=made: made)(ASKED)

        assert "Content-Encoding" not in answer.headers
