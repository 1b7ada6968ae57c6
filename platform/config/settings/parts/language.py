"""Thai first, English second; Bangkok time on screens, UTC in tables."""

from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "thongthin_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
