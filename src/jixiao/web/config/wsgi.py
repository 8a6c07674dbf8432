"""The application for a server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.config.settings")

application = get_wsgi_application()

from jixiao.web.config import warming  # noqa: E402 - needs Django as it is now

warming.ready()
