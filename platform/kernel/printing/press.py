"""The press: WeasyPrint, closed to the network and taught to write Thai that can be read back."""

from collections.abc import Iterable, Mapping

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from PIL import ImageFile
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kernel.printing import thai_text
from kernel.printing.errors import AddressRefused
from kernel.printing.pages import Paper

STATIC, PICTURE = "static", "picture"
_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}

thai_text.install()
# WeasyPrint lets broken pictures pass in the whole process; what people upload must not.
ImageFile.LOAD_TRUNCATED_IMAGES = False


class HouseOnly(URLFetcher):
    """Answers two kinds of address: the house's own static files, and this paper's pictures.

    It opens no connection and no other file; whatever else is asked for stops the press.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            allowed_protocols=(), allow_redirects=False, fail_on_errors=True
        )
        self._pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return what the address names.

        Raises:
            AddressRefused: it is not the paper's own.
        """
        scheme, _colon, name = url.partition(":")
        if scheme == PICTURE and name in self._pictures:
            return URLFetcherResponse(url, self._pictures[name])
        if scheme == STATIC:
            return _static(url, name)
        raise AddressRefused(url)


def press(papers: Iterable[Paper]) -> bytes:
    """Return the papers one after the other as one PDF, tagged for screen readers.

    Raises:
        AddressRefused: a page asks for something that is not its own.
    """
    try:
        laid_out = [_laid_out(paper) for paper in papers]
        pages = [page for document in laid_out for page in document.pages]
        pdf = laid_out[0].copy(pages).write_pdf(pdf_tags=True)
    except FatalURLFetchingError as error:
        raise AddressRefused(str(error)) from error
    if not isinstance(pdf, bytes):
        raise TypeError
    return pdf


def _laid_out(paper: Paper) -> Document:
    page = HTML(string=paper.html, base_url="paper:", url_fetcher=HouseOnly(paper.pictures))
    document: Document = page.render(pdf_tags=True)
    return document


def _static(url: str, name: str) -> URLFetcherResponse:
    suffix = f".{name.rpartition('.')[2]}"
    try:
        path = finders.find(name) if suffix in _TYPES else None
    except SuspiciousFileOperation:
        path = None
    if not isinstance(path, str):
        raise AddressRefused(url)
    with open(path, "rb") as file:  # noqa: PTH123  # the finder's path is a string
        return URLFetcherResponse(url, file.read(), {"Content-Type": _TYPES[suffix]})
