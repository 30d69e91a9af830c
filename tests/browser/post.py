"""The letters of a demonstration: the hourly command sends them, into a folder, where whoever they go to reads them."""

import email
import email.policy
import re
import subprocess

from .demonstration import HAMSHAHR, ROOT, environment

BETWEEN = b"\n" + b"-" * 79 + b"\n"


class Post:
    """What lies in the folder of letters of one installation."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address

    def send(self):
        """The work that an installation does each hour."""
        run = {"cwd": ROOT, "env": environment(self.folder, self.address), "capture_output": True, "text": True}
        done = subprocess.run([HAMSHAHR, "daily"], check=False, **run)
        assert done.returncode == 0, done.stdout + done.stderr

    def to(self, reader):
        """The texts of the letters to an address, the oldest first."""
        files = sorted((self.folder / "letters").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        parts = [part for file in files for part in file.read_bytes().split(BETWEEN) if to_whom(part) == reader]
        letters = [email.message_from_bytes(part, policy=email.policy.default) for part in parts]
        return [letter.get_body(("plain",)).get_content() for letter in letters]


def to_whom(letter):
    """Whom a letter goes to, read from its head alone: there are hundreds."""
    found = re.search(rb"^To: (\S+)$", letter, re.MULTILINE)
    return found[1].decode() if found else ""
