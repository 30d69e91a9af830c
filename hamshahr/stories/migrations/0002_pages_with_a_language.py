from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    """Wagtail's way for a base page of our own: the language comes after its table of languages."""

    dependencies = [("stories", "0001_founded"), ("wagtailcore", "0098_apitoken")]

    operations = [
        BootstrapLocaleField("stories.Page"),
        BootstrapTranslationKeyField("stories.Page"),
        BootstrapTranslatableModel("stories.Page"),
    ]
