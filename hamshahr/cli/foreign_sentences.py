"""Sentences of typer that reach a terminal; listed so that our catalogues say them too."""

from hamshahr.kernel.speech import gettext_noop as _

# What typer itself looks up in a catalogue.
ASKED_FOR = (
    _("Arguments"),
    _("Options"),
    _("Commands"),
    _("Error"),
    _("Aborted."),
    _("required"),
    _("[required]"),
    _("default: {default}"),
    _("[default: {}]"),
    _("Missing command."),
    _("No such command {name!r}."),
    _("Try [blue]'{command_path} {help_option}'[/] for help."),
)
# What it writes without looking: the parts of a help page,
PARTS = (
    _("[OPTIONS]"),
    _("COMMAND [ARGS]..."),
    _("<bool>"),
    _("<str>"),
    _("<int>"),
    _("<int range>"),
    _("<file>"),
    _("<path>"),
    _("Show this message and exit."),
    _("Install completion for the current shell."),
    _("Show completion for the current shell, to copy it or customize the installation."),
)
# and the faults it finds, with the places that it fills in; one may stand in another.
FAULTS = (
    _("%(fault)s. Did you mean %(names)s?"),
    _("%(fault)s (Possible options: %(names)s)"),
    _("Missing argument %(name)s."),
    _("Missing option %(name)s."),
    _("Missing option %(name)s. Choose from:\n\t%(choices)s"),
    _("No such option: %(name)s"),
    _("Option %(name)s requires an argument."),
    _("Option %(name)s does not take a value."),
    _("Got unexpected extra argument(s) (%(words)s)"),
    _("Invalid value: %(fault)s"),
    _("Invalid value for %(name)s: %(fault)s"),
    _("Value error, %(fault)s"),
    _("%(value)s is not one of %(choices)s."),
    _("file %(path)s does not exist."),
    _("path %(path)s does not exist."),
    _("file %(path)s is a directory."),
    _("Input should be a valid integer, unable to parse string as an integer"),
    _("Input should be greater than or equal to %(least)s"),
)
