"""Why there is no assignment and what would make one possible, in the language of the reader."""

from collections.abc import Callable, Iterator

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


def sentences(answer: Infeasible, say: Say = gettext) -> list[str]:
    """Every group that is short with what would mend it, and every juror with too little."""
    told_of = [sentence for one in answer.shortages for sentence in of_shortage(one, say)]
    return told_of + [of_idleness(one, say) for one in answer.idle]


def of_shortage(one: Shortage, say: Say) -> Iterator[str]:
    names = listed(list(one.submissions))
    yield told(say(SHORT), missing=one.missing, number=len(one.submissions), names=names)
    if one.jurors:
        yield told(say(USED_UP), number=len(one.jurors), names=listed(list(one.jurors)))
    else:
        yield say(NOBODY)
    if one.blocked:
        yield told(say(KEPT_OFF), rules=listed([told(say(RULES[rule]), number=n) for rule, n in one.blocked.items()]))
    if one.languages:
        yield told(say(INVITE_IN), number=one.invite, languages=listed(list(one.languages)), load=one.capacity)
    else:
        yield told(say(INVITE), number=one.invite, load=one.capacity)
    if one.blocked.get("language"):
        yield told(say(TRANSLATE), pairs=one.blocked["language"])


def of_idleness(one: Idleness, say: Say) -> str:
    sizes = {"number": len(one.jurors), "must": one.must, "can": one.can, "less": one.must - one.can}
    return told(say(IDLE), **sizes, names=listed(list(one.jurors)))
