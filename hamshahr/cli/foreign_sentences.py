"""Sentences of typer that reach a terminal; listed so that our catalogues say them too. Nothing imports this."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
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
