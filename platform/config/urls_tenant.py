"""Every address of a municipality."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("kernel.ui.web.urls")),
    path("accounts/", include("kernel.access.web.account_urls")),
    path("sign-in/", include("kernel.citizens.web.urls")),
    path("me/", include("kernel.citizens.web.me_urls")),
    path("desk/people/", include("kernel.access.web.urls")),
    path("desk/audit/", include("kernel.audit.web.urls")),
    path("desk/settings/providers/", include("kernel.citizens.web.provider_urls")),
    path("desk/settings/messages/", include("kernel.notifications.web.wording_urls")),
    path("desk/settings/", include("kernel.configuration.web.urls")),
    path("desk/calendar/", include("kernel.clocks.web.urls")),
    path("desk/files/", include("kernel.handouts.web.urls")),
    path("desk/outbox/", include("kernel.notifications.web.urls")),
    path("files/", include("kernel.documents.web.urls")),
    path("tiles/", include("kernel.geo.web.urls")),
    path("api/v1/", include("kernel.api.urls")),
    path("", include("modules.complaints.web.urls")),
]

if settings.GALLERY:
    urlpatterns.append(path("_gallery/", include("kernel.ui.web.gallery_urls")))

handler400 = "kernel.ui.errors.bad_request"
handler403 = "kernel.ui.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
