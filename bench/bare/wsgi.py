"""The bare project over WSGI; each answer says how many queries it took, and how long they lasted."""

import os
import time

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
served = get_wsgi_application()


def application(environ, start_response):
    spent = []

    def watch(execute, *asked):
        begun = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            spent.append(time.perf_counter() - begun)

    def answer(status, headers, *error):
        timing = f'db;dur={sum(spent) * 1000:.3f};desc="{len(spent)} queries"'
        return start_response(status, [*headers, ("Server-Timing", timing)], *error)

    with connection.execute_wrapper(watch):
        return served(environ, answer)
