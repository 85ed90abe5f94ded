"""The record over WSGI, for gunicorn and for the bridge inside the one process of a laptop."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restride.web.settings.clinic")

application = get_wsgi_application()
