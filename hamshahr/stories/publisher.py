"""Who publishes, and where: the name of the network, and addresses whole enough to leave the house."""

from django.conf import settings

from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say


def absolute(path: str) -> str:
    """An address of this house as the world asks for it: at the installation's own address, however it was reached."""
    return f"{settings.ADDRESS}{path}"


def network_name() -> str:
    """What the association is called, without what it is."""
    body = Body.objects.filter(slug=settings.NETWORK).only("names").first()
    return (say(body.names) if body else "Hamshahr").replace("،", ",").partition(",")[0].strip()
