"""What the record says of gatherings: a city hosted, took part, spoke, was invited."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.visibility import notes_at
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Gathering, Part

TRAINING = {Gathering.Kind.TRAINING_COURSE, Gathering.Kind.WORKSHOP}
ROLES = {Part.Role.HOST: "hosted", Part.Role.SPEAKER: "spoke", Part.Role.INVITED: "invited"}
PRESENT = "attended"


def kind_of(part: Part) -> str:
    """The kind of entry a part leaves: training stands apart from meetings."""
    room = "training" if part.gathering.kind in TRAINING else "gathering"
    return f"{room}.{ROLES.get(part.role, PRESENT)}"


def sources():
    return Part.objects.select_related("gathering").defer(*notes_at("gathering"))


def hidden():
    return Part.objects.exclude(gathering__live=True)


def address(entry) -> str:
    return address_of("gatherings:gathering", entry.source.gathering.slug)


def hosted(entry) -> str:
    return _("Hosted: %(gathering)s") % {"gathering": say(entry.source.gathering.names)}


def attended(entry) -> str:
    return _("Took part: %(gathering)s") % {"gathering": say(entry.source.gathering.names)}


def spoke(entry) -> str:
    return _("Spoke: %(gathering)s") % {"gathering": say(entry.source.gathering.names)}


def invited(entry) -> str:
    return _("Was invited: %(gathering)s") % {"gathering": say(entry.source.gathering.names)}


SENTENCES = {"hosted": hosted, "attended": attended, "spoke": spoke, "invited": invited}
KINDS = [
    Kind(f"{room}.{verb}", system, sources, sentence, address, hidden)
    for room, system in (("gathering", System.MEETINGS), ("training", System.TRAINING))
    for verb, sentence in SENTENCES.items()
]
MEASURES = [
    Measure(
        "gatherings.hosted",
        gettext_lazy("gatherings hosted"),
        gettext_lazy(
            "Congresses, meetings, forums and conferences that name the city as host; training is counted apart."
        ),
        frozenset({"gathering.hosted"}),
        System.MEETINGS,
    ),
    Measure(
        "gatherings.attended",
        gettext_lazy("gatherings attended"),
        gettext_lazy(
            "Gatherings in which a source names the city as present, whatever its part; invitations do not count."
        ),
        frozenset({"gathering.attended", "gathering.spoke"}),
        System.MEETINGS,
    ),
    Measure(
        "gatherings.spoken",
        gettext_lazy("speeches at gatherings"),
        gettext_lazy(
            "Gatherings at which a source names a speaker of the city; several speeches at one gathering count once."
        ),
        frozenset({"gathering.spoke", "training.spoke"}),
        System.MEETINGS,
    ),
    Measure(
        "training.hosted",
        gettext_lazy("courses and workshops hosted"),
        gettext_lazy(
            "Training courses and workshops held in the city; a course and each of its titled workshops count one each."
        ),
        frozenset({"training.hosted"}),
        System.TRAINING,
    ),
]
