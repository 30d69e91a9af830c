"""``python -m bench.bare.making``: the store of the bare project, with one page that says the text given as JSON."""

import json
import os
import sys


def main() -> None:
    """Migrate the store, and put the page under the home of the site."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from wagtail.models import Site

    from .models import BarePage

    text = json.load(sys.stdin)
    body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in text["paragraphs"]]
    page = BarePage(title=text["title"], slug="story", lead=text["lead"], body=body)
    Site.objects.get().root_page.add_child(instance=page)


if __name__ == "__main__":
    main()
