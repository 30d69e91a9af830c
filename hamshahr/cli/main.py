"""The command ``hamshahr``: a list of commands, each in a module of its own."""

import typer

from hamshahr.cli import (
    assigning,
    bouncing,
    deciding,
    demo,
    exporting,
    importing,
    keeping,
    ranking,
    rehearsing,
    restoring,
    rolls,
    serving,
    telling,
)
from hamshahr.cli.spoken import Command, Commands
from hamshahr.kernel import speech
from hamshahr.kernel.speech import gettext as _

speech.speak()
app = typer.Typer(
    name="hamshahr",
    cls=Commands,
    help=_("Hamshahr, the platform on which an association of cities runs."),
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

COMMANDS = (
    demo,
    serving,
    importing,
    exporting,
    keeping,
    bouncing,
    deciding,
    ranking,
    assigning,
    rolls,
    rehearsing,
    restoring,
    telling,
)
for module in COMMANDS:
    module.register(app)
for command in app.registered_commands:
    command.cls = Command
