"""``hamshahr rehearse``: a meeting tried beforehand, from the terminal."""

from typing import Annotated

import typer
from rich.table import Table

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def register(app: typer.Typer) -> None:
    app.command(help=_("Try a meeting beforehand: who would be entitled, and whose absence would break the quorum."))(
        rehearse
    )


def rehearse(
    gathering: Annotated[str, typer.Argument(help=_("The address of the meeting, as in /meetings/ADDRESS/."))],
    session: Annotated[int, typer.Option(help=_("The number of the session."))] = 1,
    away: Annotated[list[str] | None, typer.Option(help=_("The address of a city that does not come; again."))] = None,
) -> None:
    """Try a meeting beforehand; nothing is written."""
    sessions, timezone = rooms("hamshahr.meetings.models").Session.objects, rooms("django.utils.timezone")
    rows = sessions.filter(gathering__slug=gathering, number=session, cancelled_at=None)
    found = rows.select_related("gathering__body").first()
    if found is None:
        errors.print(told(_("There is no session %(number)s of “%(name)s”."), number=session, name=gathering))
        raise typer.Exit(1)
    tried = rooms("hamshahr.decisions.rehearsal").rehearse(found, timezone.now(), away=away or ())
    say = rooms("hamshahr.kernel.languages").say
    figures = Table(show_header=False)
    for figure in tried.quorum.figures:
        figures.add_row(figure.label, figure.words)
    console.print(figures)
    for line in (tried.quorum.sentence, tried.smallest_words):
        console.print(line, markup=False)
    for each in tried.missing:
        console.print(told(_("Its voice would be lost: %(city)s"), city=say(each.line.party.names)), markup=False)
    for line in tried.barred:
        words = {"city": say(line.party.names), "reason": str(line.get_reason_display())}
        console.print(told(_("Not entitled: %(city)s, %(reason)s"), **words), markup=False)
