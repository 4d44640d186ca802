"""The web application for a WSGI server: `granian --interface wsgi belong.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belong.config.settings")
application = get_wsgi_application()
