"""What the seal of a roll says, in the words of the reader."""

from collections.abc import Mapping

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say


def told_of_roll(said: Mapping[str, str], _thing_key: str, user: User) -> dict[str, str]:
    """The meeting and the body by their names, as far as the reader sees them."""
    told = {}
    for name, model in (("gathering", Gathering), ("body", Body)):
        if name in said and (found := model.objects.visible_to(user).filter(slug=said[name]).first()) is not None:
            told[name] = say(found.names)
    return told
