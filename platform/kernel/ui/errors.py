"""Pages that say no, in Thai first, with what to do; none of them asks the database anything."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import Refused
from kernel.ports import TenantRef, TenantStatus
from kernel.ui.branding import name_only, platform_branding

_Words = tuple[str | Promise, str | Promise]

_WORDS: dict[int, _Words] = {
    400: (_("คำขอนี้ไม่ถูกต้อง"), _("กลับไปหน้าก่อนหน้า แล้วลองทำรายการใหม่อีกครั้ง")),
    403: (
        _("ไม่มีสิทธิ์เข้าหน้านี้"),
        _("ตรวจสอบว่าเข้าสู่ระบบด้วยบัญชีที่ถูกต้อง หรือติดต่อผู้ดูแลระบบของเทศบาล"),
    ),
    404: (_("ไม่พบหน้าที่ต้องการ"), _("ตรวจสอบรหัสหรือลิงก์อีกครั้ง หรือเริ่มใหม่จากหน้าแรก")),
    409: (_("ทำรายการนี้ไม่ได้"), _("ข้อมูลอาจเปลี่ยนไปแล้ว โหลดหน้าใหม่แล้วลองอีกครั้ง")),
    410: (_("หน้านี้ปิดให้บริการแล้ว"), _("ลิงก์นี้หมดอายุหรือถูกยกเลิก เริ่มใหม่จากหน้าแรกได้")),
    413: (_("ข้อมูลที่ส่งใหญ่เกินไป"), _("โปรดลดจำนวนหรือขนาดของภาพ แล้วส่งใหม่อีกครั้ง")),
    429: (_("ทำรายการถี่เกินไป"), _("รอสักครู่แล้วลองใหม่อีกครั้ง ข้อมูลที่ส่งสำเร็จแล้วไม่หายไป")),
    500: (
        _("ระบบขัดข้องชั่วคราว"),
        _("รายการล่าสุดยังไม่ถูกบันทึก กรุณาลองใหม่อีกครั้ง หากยังพบปัญหาให้โทรแจ้งเทศบาล"),
    ),
    503: (_("ระบบไม่พร้อมให้บริการชั่วคราว"), _("กรุณากลับมาใหม่ในอีกสักครู่")),
}
_CLOSED: dict[TenantStatus, _Words] = {
    TenantStatus.ONBOARDING: (
        _("กำลังเตรียมเปิดให้บริการ"),
        _("เว็บไซต์นี้อยู่ระหว่างตั้งค่า ระหว่างนี้ติดต่อเทศบาลได้ที่สำนักงาน"),
    ),
    TenantStatus.SUSPENDED: (
        _("ระงับการให้บริการชั่วคราว"),
        _("ข้อมูลที่แจ้งไว้ยังอยู่ครบ ระหว่างนี้ติดต่อเทศบาลได้ที่สำนักงาน"),
    ),
    TenantStatus.CLOSED: (
        _("เว็บไซต์นี้ปิดให้บริการแล้ว"),
        _("ติดต่อเทศบาลได้ที่สำนักงาน"),
    ),
}
_NO_HOST: _Words = (
    _("ไม่พบเว็บไซต์นี้"),
    _("ตรวจสอบชื่อเว็บไซต์อีกครั้ง ชื่อนี้ไม่ได้เป็นของเทศบาลใดในระบบ"),
)

_CROWDED: _Words = (
    _("ขณะนี้มีผู้ใช้งานจำนวนมาก"),
    _("ยังไม่มีสิ่งใดถูกบันทึก รอสักครู่แล้วลองใหม่อีกครั้ง หากเป็นเรื่องเร่งด่วนโปรดโทรหาเทศบาล"),
)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page for a status code."""
    other = HTTPStatus.BAD_REQUEST
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        other = HTTPStatus.INTERNAL_SERVER_ERROR
    return _page(request, status, _WORDS.get(status, _WORDS[other]))


def crowded_page(request: HttpRequest) -> HttpResponse:
    """Return the page of a moment in which more people came than can be served."""
    return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, _CROWDED, brand=platform_branding())


def refused_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the page for an expected "no": its own sentence, the status' title."""
    title, _remedy = _WORDS.get(refused.status, _WORDS[409])
    return _page(request, refused.status, (title, str(refused)))


def closed_door(request: HttpRequest, status: int, tenant: TenantRef | None) -> HttpResponse:
    """Return the page of a host that serves nobody: unknown, not yet open, suspended or closed.

    Whoever suspended or closed it said why; visitors read that first.
    """
    title, remedy = _CLOSED.get(tenant.status, _WORDS[503]) if tenant else _NO_HOST
    brand = name_only(tenant) if tenant else platform_branding()
    note = tenant.note if tenant else ""
    return _page(request, status, (title, remedy), brand=brand, is_shut=True, note=note)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413 before anything of the request was read, or its municipality looked up."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return _page(request, status, _WORDS[status], brand=platform_branding(), is_shut=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 403 for a form that was left open too long or came from elsewhere."""
    words = (
        _("แบบฟอร์มนี้หมดอายุ"),
        _("กลับไปหน้าก่อนหน้า โหลดใหม่ แล้วส่งอีกครั้ง"),
    )
    return _page(request, HTTPStatus.FORBIDDEN, words)


def _page(request: HttpRequest, status: int, words: _Words, **more: object) -> HttpResponse:
    title, remedy = words
    context = {"status": int(status), "title": title, "remedy": remedy, **more}
    answer = render(request, "ui/error.html", context, status=status)
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        answer["Retry-After"] = "60"
    return answer
