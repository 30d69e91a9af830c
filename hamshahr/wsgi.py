"""The pages over WSGI, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")

application = get_wsgi_application()
