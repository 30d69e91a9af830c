"""Why there is no assignment and what would make one possible, in the language of the reader."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hamshahr.kernel.speech import gettext, gettext_noop, listed, told

from .problem import Idleness, Infeasible, Shortage

_ = gettext_noop
RULES = {
    "conflict": _("a conflict of interest (%(number)s)"),
    "city": _("their own city (%(number)s)"),
    "country": _("their own country (%(number)s)"),
    "language": _("a language not read (%(number)s)"),
    "region": _("no room left for their region (%(number)s)"),
}
SHORT = _("Missing reviews: %(missing)s. They concern these submissions (%(number)s): %(names)s.")
USED_UP = _("All who may still read them (%(number)s) have no time left: %(names)s.")
NOBODY = _("Nobody else may read them.")
KEPT_OFF = _("What keeps jurors with time from them, and how many pairs: %(rules)s.")
INVITE = _("Invite more jurors who may read them: %(number)s would do, for %(load)s reviews each.")
INVITE_IN = _("Invite more readers of %(languages)s: %(number)s would do, for %(load)s reviews each.")
TRANSLATE = _("Or allow a translation: only the language keeps jurors with time from them (pairs: %(pairs)s).")
IDLE = _(
    "Jurors (%(number)s) are to read at least %(must)s submissions together, but no more than %(can)s can be given to "
    "them: lower their least numbers by %(less)s: %(names)s."
)

Say = Callable[[str], str]


@dataclass(frozen=True)
class Voice:
    """How sentences are said: in which language, with which names, and with the values put in."""

    say: Say = gettext
    name: Say = str
    fill: Callable[..., str] = told
    listed: Callable[[list[str]], str] = listed

    def told(self, sentence: str, **values: Any) -> str:
        return self.fill(self.say(sentence), **values)

    def named(self, ids: Iterable[str]) -> str:
        return self.listed([self.name(one) for one in ids])


TERMINAL = Voice()


def sentences(answer: Infeasible, voice: Voice = TERMINAL) -> list[str]:
    """Every group that is short with what would mend it, and every juror with too little."""
    told_of = [sentence for one in answer.shortages for sentence in of_shortage(one, voice)]
    return told_of + [of_idleness(one, voice) for one in answer.idle]


def of_shortage(one: Shortage, voice: Voice) -> Iterator[str]:
    names = voice.named(one.submissions)
    yield voice.told(SHORT, missing=one.missing, number=len(one.submissions), names=names)
    if one.jurors:
        yield voice.told(USED_UP, number=len(one.jurors), names=voice.named(one.jurors))
    else:
        yield voice.say(NOBODY)
    if one.blocked:
        rules = [voice.told(RULES[rule], number=number) for rule, number in one.blocked.items()]
        yield voice.told(KEPT_OFF, rules=voice.listed(rules))
    if one.languages:
        languages = voice.named(one.languages)
        yield voice.told(INVITE_IN, number=one.invite, languages=languages, load=one.capacity)
    else:
        yield voice.told(INVITE, number=one.invite, load=one.capacity)
    if one.blocked.get("language"):
        yield voice.told(TRANSLATE, pairs=one.blocked["language"])


def of_idleness(one: Idleness, voice: Voice) -> str:
    sizes = {"number": len(one.jurors), "must": one.must, "can": one.can, "less": one.must - one.can}
    return voice.told(IDLE, **sizes, names=voice.named(one.jurors))
