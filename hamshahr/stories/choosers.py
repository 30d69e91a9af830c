"""How the editors choose a claim, a party, a body, a gathering or an edition: a list with a search, in the office."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from hamshahr.bodies.models import Body
from hamshahr.calls.models import Edition
from hamshahr.gatherings.models import Gathering
from hamshahr.parties.models import Party
from hamshahr.record.models import Claim


def chooser(name, model, choose, icon):
    return ChooserViewSet(
        f"stories_{name}",
        url_prefix=f"choose/{name}",
        model=model,
        icon=icon,
        choose_one_text=choose,
        choose_another_text=_("Choose another"),
        per_page=25,
    )


CHOOSERS = {
    "claim": chooser("claim", Claim, _("Choose a claim"), "form"),
    "party": chooser("party", Party, _("Choose a city or other party"), "site"),
    "body": chooser("body", Body, _("Choose a body"), "group"),
    "gathering": chooser("gathering", Gathering, _("Choose a gathering"), "calendar-alt"),
    "edition": chooser("edition", Edition, _("Choose an edition"), "pick"),
}
HERE = "hamshahr.stories.choosers"
ClaimBlock = CHOOSERS["claim"].get_block_class(name="ClaimBlock", module_path=HERE)
PartyBlock = CHOOSERS["party"].get_block_class(name="PartyBlock", module_path=HERE)
BodyBlock = CHOOSERS["body"].get_block_class(name="BodyBlock", module_path=HERE)
GatheringBlock = CHOOSERS["gathering"].get_block_class(name="GatheringBlock", module_path=HERE)
EditionBlock = CHOOSERS["edition"].get_block_class(name="EditionBlock", module_path=HERE)
