"""A mail server of one process, which takes every letter and keeps it for the test to read."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager


class Talk(socketserver.StreamRequestHandler):
    """The least of SMTP that Python's client speaks."""

    def handle(self):
        self.say("220 sink")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.say("354 go on")
                self.server.taken.append(self.read_letter())
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 sink" if verb in {b"EHLO", b"HELO"} else "250 yes")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def read_letter(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_sink(settings):
    """A server on a free port that Django's SMTP backend sends to; gives the list of letters it takes."""
    with Sink(("127.0.0.1", 0), Talk) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        try:
            yield server.taken
        finally:
            server.shutdown()
