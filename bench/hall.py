"""A hundred screens of one room: how long after the act each of them shows it, beside a page from memory."""

import http.client
import os
import statistics
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .serving import serving

HALL = "/en/meetings/bench/room/now/delegates/"
WAIT = 1.0  # seconds between two questions, as the page has it


def stage(folder: Path) -> str:
    """A store with one sitting, and the cookie of somebody who may enter."""
    os.environ["HAMSHAHR_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client, override_settings

    from hamshahr.accounts.models import User
    from hamshahr.bodies.models import Body
    from hamshahr.bodies.services import enrol
    from hamshahr.gatherings.models import Gathering
    from hamshahr.meetings.services import add_item, plan_session
    from hamshahr.parties.models import Liaison, Party

    call_command("migrate", verbosity=0)
    words = {"network": "Bench", "kind": "association", "names": "Bench"}
    body = Body.objects.create(slug="bench", live=True, **words)
    city = Party.objects.create(slug="bench-city", kind="city", names="Bench")
    enrol(party=city, body=body, state="active", joined_on=moment().date(), by=None)
    user = User.objects.create_user("bench@example.org", "correct horse battery", full_name="Bench")
    Liaison.objects.create(user=user, party=city, duty="contact", starts_on=moment().date())
    meeting = Gathering.objects.create(
        slug="bench", kind="general assembly", names="Bench", body=body, starts_on=moment().date(), live=True
    )
    session = plan_session(gathering=meeting, starts_at=moment(1), ends_at=moment(3), zone="UTC", at=moment(), by=None)
    for number in range(8):
        add_item(session=session, names=f"Item {number}", by=None)
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def moment(hours: int = 0):
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(hours=hours)


class Screen(threading.Thread):
    """One screen: asks, waits, asks again, and notes when the tag changed."""

    def __init__(self, port: int, path: str, headers: dict[str, str], start: float) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.headers, self.start_at = port, path, headers, start
        self.seen: list[tuple[float, str]] = []
        self.times: list[float] = []
        self.is_over = threading.Event()

    def run(self) -> None:
        time.sleep(self.start_at)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        tag = ""
        while not self.is_over.is_set():
            begun = time.perf_counter()
            connection.request("GET", self.path, headers=self.headers | {"If-None-Match": tag})
            answer = connection.getresponse()
            answer.read()
            now = time.perf_counter()
            self.times.append(now - begun)
            if answer.status not in {200, 304}:
                raise RuntimeError(f"{self.path} answers {answer.status}")
            if (found := answer.headers.get("ETag", "")) != tag:
                tag = found
                self.seen.append((now, tag))
            self.is_over.wait(WAIT)


def watch(application: str, path: str, clients: int, headers: dict[str, str], act, **variables: str):
    """Let the screens look for some seconds, do something, and tell how long each took to show it."""
    with serving(application, **variables) as (port, _workers):
        screens = [Screen(port, path, headers, place / clients) for place in range(clients)]
        for screen in screens:
            screen.start()
        time.sleep(6)
        begun = time.perf_counter()
        act()
        time.sleep(4)
        for screen in screens:
            screen.is_over.set()
        for screen in screens:
            screen.join(5)
    late = [next((at - begun for at, _tag in screen.seen if at > begun), None) for screen in screens]
    return late, [took for screen in screens for took in screen.times]


def main() -> None:
    named = [word for word in sys.argv[1:] if word.isdecimal()]
    clients = int(named[0]) if named else 100
    with TemporaryDirectory() as folder:
        cookie = stage(Path(folder))
        from django.utils import timezone

        from hamshahr.meetings.models import Session
        from hamshahr.meetings.services import open_session

        def act() -> None:
            open_session(session=Session.objects.get(), by=None, at=timezone.now())

        headers = {"Host": "127.0.0.1", "Cookie": f"sessionid={cookie}"}
        late, times = watch(
            "hamshahr.wsgi:application", HALL, clients, headers, act, HAMSHAHR_DATA=folder, HAMSHAHR_DEBUG="no"
        )
    _late, plain = watch("bench.hello:application", "/", clients, {"Host": "127.0.0.1"}, lambda: None)
    missed = sum(each is None for each in late)
    shown = sorted(each for each in late if each is not None)
    worst = f"{shown[-1]:.2f} s" if shown else "nobody"
    print(
        f"{clients} screens, one worker: the act was shown by {len(shown)}, missed by {missed}; the last after {worst}."
    )
    ratio = statistics.median(times) / statistics.median(plain)
    print(f"A question takes {statistics.median(times) * 1000:.1f} ms, {ratio:.1f} times a page from memory.")
