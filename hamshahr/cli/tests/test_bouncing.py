"""``hamshahr bounces``: a mail, an mbox, or standard input."""

import io
from types import SimpleNamespace

from typer.testing import CliRunner

from hamshahr.cli.bouncing import bounces
from hamshahr.cli.main import app
from hamshahr.stories.models import Bounce
from hamshahr.stories.tests.newsletters import report, subscribed
from hamshahr.stories.tests.test_newsletter_bounces import MAIL, mails_of


def test_the_command_reads_an_mbox_and_standard_input(world, settings, tmp_path, monkeypatch):
    subscribed(settings)
    mails = mails_of(world, settings, 2)
    box = tmp_path / "mbox"
    envelope = b"From MAILER-DAEMON Mon Nov 23 08:00:00 2026\n"
    box.write_bytes(b"".join(envelope + report(mail, "4.2.2", number=n) + b"\n" for n, mail in enumerate(mails)))

    read = CliRunner().invoke(app, ["bounces", str(box)])
    missing = CliRunner().invoke(app, ["bounces", str(tmp_path / "none")])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(MAIL))))
    bounces("-")

    assert read.exit_code == 0
    assert read.output.startswith("2 bounces noted, 0 subscriptions ended")
    assert missing.exit_code == 1
    assert Bounce.objects.count() == 2
