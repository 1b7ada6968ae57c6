"""Thai first, English second; Bangkok time on screens, UTC in tables."""

from django.utils.translation import gettext_lazy as _

from config.env import ROOT

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("English"))]
# What is no app has its catalogue here.
LOCALE_PATHS = [
    ROOT / "platform" / "kernel" / "locale",
    ROOT / "platform" / "kernel" / "workflow" / "locale",
]
LANGUAGE_COOKIE_NAME = "thongthin_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
