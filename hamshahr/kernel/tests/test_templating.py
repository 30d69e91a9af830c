"""What ``kernel.templating`` shows is what Django's own tags would show, in whatever language is active."""

import pytest
from django.template import Context, Engine
from django.template.loaders.locmem import Loader as InMemory
from django.utils.translation import override

LANGUAGES = ("fa", "en", "es", "fr", "fa")  # the first one again, when its template has been read


class Kept(InMemory):
    is_of_one_language = True


def engines(settings, text):
    """One engine with our tags and one with Django's own, for the same templates."""
    builtins = settings.TEMPLATES[0]["OPTIONS"]["builtins"]
    pages = {"page.html": text, "part.html": '{% translate "Cities" %}'}
    ours = ("hamshahr.kernel.templating.Loader", [("hamshahr.kernel.tests.test_templating.Kept", pages)])
    theirs = ("django.template.loaders.locmem.Loader", pages)
    plain = [name for name in builtins if not name.endswith("spoken")]
    return Engine(loaders=[ours], builtins=builtins), Engine(loaders=[theirs], builtins=plain)


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Cities" %}',
        '{% translate "Show" context "filtered list" %}',
        '{% translate "Cities" as word %}[{{ word }}]',
        "{% translate word %}",
        '{% translate "Cities"|upper %}',
        '{% translate "100 %" %}',
        "{% blocktranslate trimmed %}\n  100 % of\n  it{% endblocktranslate %}",
        "{% blocktranslate with city=name trimmed %}Record of {{ city }}{% endblocktranslate %}",
        "{% blocktranslate %}Record of {{ name }} and {{ nobody }}{% endblocktranslate %}",
        "{% blocktranslate count n=number %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
        "{% blocktranslate count n=1 with who=name %}{{ who }} {{ nobody }}{% plural %}{{ n }}{% endblocktranslate %}",
        '{% blocktranslate count n=number context "link" %}{{ n }}{% plural %}{{ n }} x{% endblocktranslate %}',
        "{{ name|upper }} {{ name|lower|capfirst }} {{ nobody|default:'none' }} {{ 3|add:number }}",
        "{{ name|truncatechars:4 }}",
        "{{ list.0 }} {{ list|length }} {{ list|slice:':1' }} {{ table.key }} {{ called }} {{ called.real }}",
        "{{ part }} {{ none }}",
        "{% if nobody.at.all %}a{% endif %}c{% if number > 2 and name|length %}d{% translate 'Cities' %}{% endif %}",
        "{% for one in list %}{{ forloop.counter }}{{ one }}{% translate 'Cities' %} {% empty %}none{% endfor %}",
        '{% language "es" %}{% translate "Cities" %}{% blocktranslate %}Cities{% endblocktranslate %}{% endlanguage %}',
        '{% language "fr" %}{% include "part.html" %}{% endlanguage %}{% include "part.html" %}',
        '{% url "web:home" %} {% url "dossier:city" slug %} {% url "dossier:city" slug=slug %}',
        '{% url "parties:directory" as cities %}{{ cities }}{% url "web:nowhere" as nothing %}[{{ nothing }}]',
        "{% autoescape off %}{% url 'dossier:city' slug %}{% endautoescape %}",
    ],
)
def test_every_tag_shows_in_each_language_what_djangos_own_would(settings, text):
    ours, theirs = engines(settings, text)
    values = {"word": "Cities", "name": "<Mashhad>", "number": 3, "slug": "a&b", "part": 1.5, "none": None}
    values |= {"list": ["<a>", "b"], "table": {"key": "<v>"}, "called": lambda: 7}

    for language in LANGUAGES:
        with override(language):
            shown = ours.get_template("page.html").render(Context(values))
            assert shown == theirs.get_template("page.html").render(Context(values))


def test_a_template_that_is_no_file_of_a_room_follows_the_language_in_which_it_is_shown(settings):
    ours, _theirs = engines(settings, "")
    with override("en"):
        template = ours.from_string('{% translate "Cities" %}')

    shown = []
    for language in ("en", "fr"):
        with override(language):
            shown.append(template.render(Context()))

    assert shown == ["Cities", "Villes"]
