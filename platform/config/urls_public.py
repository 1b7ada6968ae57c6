"""Every address of the portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("kernel.ui.web.portal_urls")),
    path("accounts/", include("kernel.access.web.account_urls")),
]

handler400 = "kernel.ui.errors.bad_request"
handler403 = "kernel.ui.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
