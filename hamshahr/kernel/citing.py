"""A sentence and the article of the statutes it rests on; an article whose number is not known says so."""

from hamshahr.kernel.speech import gettext, shown
from hamshahr.kernel.speech import gettext_noop as _

UNKNOWN = "?"
KNOWN_ARTICLE = _("%(sentence)s (Article %(article)s)")
UNKNOWN_ARTICLE = _("%(sentence)s (article not known)")
UNKNOWN_NUMBER = _("(number not known)")


def cited(sentence: str, article: str, language: str) -> str:
    """The sentence with its article; as it stands where it rests on none."""
    if not article:
        return sentence
    words = {"sentence": sentence, "article": in_digits_of(article, language)}
    return gettext(UNKNOWN_ARTICLE if article == UNKNOWN else KNOWN_ARTICLE, language) % words


def in_digits_of(article: str, language: str) -> str:
    """The number of an article in the reader's digits; letters stay as they are."""
    return shown(int(article), language) if article.isascii() and article.isdigit() else article


def article_shown(article: str, language: str) -> str:
    """The number of an article for print; where it is not known, that it is not."""
    return gettext(UNKNOWN_NUMBER, language) if article == UNKNOWN else in_digits_of(article, language)
