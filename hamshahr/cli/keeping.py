"""Commands that keep an installation: the day's work, the log, the record, backups."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

MOST_LETTERS = 2000  # in one run; a letter to one reader goes before those to many


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    sentences = {
        daily: _(
            "Do what the calendar asks: move memberships, end what ended, warn of terms, send letters. Run it hourly."
        ),
        verify_log: _("Read the whole log of acts and name every row that was changed, removed, swapped or emptied."),
        rebuild_record: _("Make the record again from the log of acts, and say what had to be mended."),
        rebuild_translations: _("Find in the log of acts which translations are older than their authentic text."),
        rebuild_search: _("Make the words anew by which the search finds things and stories."),
        backup: _("Write all rows and files into one archive that is whole or is refused."),
        new_seal_key: _("Begin another key for the seals; the one before stays published."),
        restore: _("Put a backup back, in one transaction; nothing is touched where the archive is not whole."),
    }
    for command, sentence in sentences.items():
        app.command(help=sentence)(command)


def daily() -> None:
    """Do what the calendar asks: move memberships, end what ended, remind of dues, send letters. Run it hourly."""
    services, timezone = rooms("hamshahr.bodies.services"), rooms("django.utils.timezone")
    override, settings = rooms("django.utils.translation").override, rooms("django.conf").settings
    on = timezone.localdate()
    # What is written stays: it is in the language of the installation, not of the operator's terminal.
    with console.status(_("The day’s work")), override(settings.LANGUAGE_CODE):
        services.lapse_local_offices(on=on)
        services.move_memberships(on=on)
        rooms("hamshahr.dues.services").end_withdrawn(on=on)
        services.keep_states(on=on)
        services.warn_of_terms(on=on)
        decisions = rooms("hamshahr.decisions.services")
        decisions.close_proxies(on=on)
        decisions.decide_written(at=timezone.now())
        rooms("hamshahr.dues.services").remind(on=on)
        rooms("hamshahr.calls.services").remind_entrants(at=timezone.now())
        rooms("hamshahr.calls.services").forget_author_invitations(at=timezone.now())
        rooms("hamshahr.ballots.services").forget_keys()
        rooms("hamshahr.juries.services.public_voting").close_due_votes(at=timezone.now())
        rooms("hamshahr.rolls.services").renew_rolls(at=timezone.now())
        rooms("hamshahr.resolutions.services").remind_of_duties(on=on)
        rooms("hamshahr.awards.services").apply_due_releases(at=timezone.now())
        fund = rooms("hamshahr.fund.services")
        fund.remind_of_reports(on=on)
        fund.remind_of_papers(on=on)
        rooms("hamshahr.representatives.services").remind_of_reports(on=on)
        rooms("hamshahr.meetings.services").send_to_interpreters(on=on)
        kept = rooms("hamshahr.record.services").reconsider_all(on)
        rooms("hamshahr.accounts.receipts").forget_receipts(at=timezone.now())
        newsroom = rooms("hamshahr.stories.services")
        newsroom.forget_unconfirmed()
        newsroom.write_due_letters()
        sent = rooms("hamshahr.letters.services").send_waiting(limit=MOST_LETTERS)
    done = _("%(day)s: the calendar is done; letters: %(sent)s sent, %(failed)s failed, %(doubt)s in doubt.")
    compared = _("Claims: %(compared)s compared with the record, %(turned)s turned.")
    day = rooms("hamshahr.kernel.calendars").format_day(on)
    console.print(told(compared, compared=kept.compared, turned=len(kept.turns)))
    console.print(told(done, day=day, sent=sent.sent, failed=sent.failed, doubt=sent.in_doubt))


def verify_log(
    head: Annotated[
        str, typer.Option(help=_("A digest printed elsewhere, as in minutes; it must be in the chain."))
    ] = "",
) -> None:
    """Read the whole log of acts and name every row that was changed, removed, swapped or emptied."""
    faults = list(rooms("hamshahr.accounts.log").faults(head))
    for fault in faults:
        errors.print(f"[red]✗[/red] {fault}")
    if faults:
        raise typer.Exit(1)
    models = rooms("hamshahr.accounts.models")
    last = models.LogHead.objects.filter(pk=1).first() or models.LogHead()
    whole = _("The log is whole: %(acts)s acts, head %(head)s")
    console.print(told(whole, acts=last.number, head=last.digest), soft_wrap=True)


def rebuild_record() -> None:
    """Make the record again from the log of acts, and say what had to be mended."""
    services = rooms("hamshahr.record.services")
    with console.status(_("Reading the acts")):
        result = services.rebuild()
    found = _(
        "%(kept)s entries stood as they should, %(restored)s were restored, %(mended)s mended, %(removed)s taken out."
    )
    console.print(told(found, **vars(result)))


def rebuild_translations() -> None:
    """Find in the log of acts which translations are older than their authentic text."""
    with console.status(_("Reading the acts")):
        number = rooms("hamshahr.accounts.translations").rebuild()
    console.print(told(_("%(number)s translations are older than the text they were made from."), number=number))


def rebuild_search() -> None:
    """Make the words anew by which the search finds things and stories."""
    with console.status(_("Reading what is found")):
        things = rooms("hamshahr.web.searching").rebuild()
        stories = rooms("hamshahr.stories.services").rebuild_index()
    found = _("The search finds %(things)s things and %(stories)s stories.")
    console.print(told(found, things=things, stories=stories))


def backup(target: Annotated[Path, typer.Argument(help=_("The file to write, such as network.tar.gz."))]) -> None:
    """Write all rows and files into one archive that is whole or is refused."""
    archive = rooms("hamshahr.cli.archive")
    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task(_("Backing up"), total=None)
        manifest = archive.backup(
            target, lambda step: progress.update(task, description=told(_("Backing up %(step)s"), step=step))
        )
    rows = sum(manifest.rows.values())
    written = _("%(file)s: %(rows)s rows of %(tables)s tables, log head %(head)s")
    counted = {"rows": rows, "tables": len(manifest.rows)}
    console.print(told(written, file=target, head=manifest.log_head, **counted), soft_wrap=True)


def new_seal_key(reason: Annotated[str, typer.Option(help=_("Why another key begins; it stands in the log."))]) -> None:
    """Begin another key for the seals; the one before stays published."""
    refused = rooms("hamshahr.kernel.errors").Refused
    try:
        key = rooms("hamshahr.seals.keys").rotate_key(reason=reason, by=None)
    except refused as refusal:
        errors.print(f"[red]✗[/red] {refusal}", soft_wrap=True)
        raise typer.Exit(1) from refusal
    console.print(told(_("From now on the key %(name)s signs. Make a backup: it holds the key."), name=key.name))


def restore(
    source: Annotated[Path, typer.Argument(help=_("A file that backup wrote."))],
    replace: Annotated[bool, typer.Option("--replace", help=_("Take out what this store holds first."))] = False,
) -> None:
    """Put a backup back, in one transaction; nothing is touched where the archive is not whole."""
    archive, refused = rooms("hamshahr.cli.archive"), rooms("hamshahr.kernel.errors").Refused
    call_command = rooms("django.core.management").call_command
    call_command("migrate", verbosity=0)
    try:
        with Progress(console=errors, transient=True) as progress:
            task = progress.add_task(_("Restoring"), total=None)
            manifest = archive.restore(
                source,
                replace=replace,
                progress=lambda step: progress.update(task, description=told(_("Restoring %(step)s"), step=step)),
            )
    except refused as refusal:
        errors.print(f"[red]✗[/red] {refusal}", soft_wrap=True)
        raise typer.Exit(1) from refusal
    call_command("update_index", verbosity=0)  # the office's search, which a backup leaves out
    restored = _("Restored %(rows)s rows as of %(moment)s.")
    console.print(told(restored, rows=sum(manifest.rows.values()), moment=manifest.made_at))
