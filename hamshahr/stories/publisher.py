"""Who publishes, and where: the name of the network, and addresses whole enough to leave the house."""

from django.conf import settings
from django.db.models import QuerySet

from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say
from hamshahr.kernel.prepared import Prepared


def absolute(path: str) -> str:
    """An address of this house as the world asks for it: at the installation's own address, however it was reached."""
    return f"{settings.ADDRESS}{path}"


@Prepared
def networks(_user: object, *, slug: str) -> QuerySet[Body]:
    return Body.objects.filter(slug=slug).only("names")


def network_name() -> str:
    """What the association is called, without what it is."""
    body = next(iter(networks(None, slug=settings.NETWORK)), None)
    return (say(body.names) if body else "Hamshahr").replace("،", ",").partition(",")[0].strip()
