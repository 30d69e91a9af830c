from django.db import migrations
from django.db.models import OuterRef, Subquery


def tell_languages(apps, schema_editor):
    """The filings and mentions of stories told already learn the language of their story."""
    Page = apps.get_model("stories", "Page")
    language = Page.objects.filter(pk=OuterRef("story_id")).values("locale__language_code")[:1]
    for name in ("Filing", "Mention"):
        apps.get_model("stories", name).objects.filter(language=None).update(language=Subquery(language))


class Migration(migrations.Migration):
    dependencies = [("stories", "0008_ties_by_language")]

    operations = [migrations.RunPython(tell_languages, migrations.RunPython.noop)]
