"""The pages over WSGI, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")

django = get_wsgi_application()

from hamshahr.web.caching.keeping import before_django  # noqa: E402  models must be loaded first

application = before_django(django)
