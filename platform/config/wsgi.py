"""The door of the web server."""

from django.core.wsgi import get_wsgi_application

from config.environment import choose_settings

choose_settings()
application = get_wsgi_application()
