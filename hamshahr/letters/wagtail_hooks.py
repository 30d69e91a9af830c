"""The outbox joins the office: read only, but for a letter that waits for a hand."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register
from hamshahr.accounts.office.registers import may_keep_office
from hamshahr.accounts.office.verbs import also_called
from hamshahr.kernel.office.acts import Act, ReasonForm

from . import services
from .models import Letter

also_called({"letter.released": gettext_lazy("letter released to be sent again")})


def word_for(letter):
    """What has become of a letter."""
    if letter.sent_at:
        return _("sent")
    if letter.withheld_at:
        return _("withheld")
    if letter.taken_at:
        return _("in doubt")
    return _("given up") if letter.attempts >= Letter.MOST_ATTEMPTS else _("waiting")


class StateOfLetter(Column):
    def get_value(self, letter):
        return word_for(letter)


SEND_AGAIN = Act(
    name="again",
    label=gettext_lazy("send again"),
    form=ReasonForm,
    may=lambda user, letter: may_keep_office(user),
    obstacle=services.obstacle_to_send_again,
    do=lambda letter, by, **fields: services.send_again(letter=letter, by=by, **fields),
    explanation=gettext_lazy("If the mail server took it before without a word, the reader gets it twice."),
    done=gettext_lazy("The letter waits to be sent."),
)


class LetterRegister(Register):
    model = Letter
    name = "office_letters"
    url_prefix = "letters"
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    menu_name = "letters"
    menu_order = 700
    add_to_admin_menu = True
    list_display = (
        *("subject", "to_user", "address", "kind", "language", "written_at"),
        StateOfLetter("state", label=gettext_lazy("State")),
    )
    list_filter = {"kind": ["exact"], "language": ["exact"], "sent_at": ["isnull"], "taken_at": ["isnull"]}
    searched = ("subject", "address")
    unshown = ("html", "key", "headers")
    acts = (SEND_AGAIN,)

    def listed(self, user):
        return self.kept(user).select_related("to_user").defer("html", "text")


@hooks.register("register_admin_viewset")
def letters():
    return LetterRegister()
