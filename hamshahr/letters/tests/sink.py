"""A mail server of a few lines for tests: it keeps what it takes, or declines, or hangs up."""

import socketserver
import threading
from contextlib import contextmanager


class Conversation(socketserver.StreamRequestHandler):
    """One SMTP conversation; ``server.mood`` says how it ends."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                if not self.take():
                    return None
            elif verb == "RCPT" and self.server.mood == "declines":
                self.say("550 no such mailbox")
            else:
                self.say("250 sink" if verb in {"HELO", "EHLO", "MAIL", "RCPT", "RSET"} else "502 unknown")
        return None

    def take(self):
        """Keep one letter; a server that hangs up has taken it without saying so."""
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.taken.append(b"".join(lines))
        if self.server.mood == "hangs up":
            return False
        self.say("250 taken")
        return True

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def sink(mood="takes"):
    """A running server; ``taken`` is the list of letters it got."""
    with Sink(("127.0.0.1", 0), Conversation) as server:
        server.mood, server.taken = mood, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
