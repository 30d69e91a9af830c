"""The least a server can do: one page of the same number of bytes, from memory."""

import os

BODY = b"h" * int(os.environ.get("HELLO_BYTES", "20000"))


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]
