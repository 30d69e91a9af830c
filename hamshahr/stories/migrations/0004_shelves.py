import uuid

from django.conf import settings
from django.db import migrations


def make_shelves(apps, schema_editor):
    """A language and a shelf for each of ours; the page that greets new Wagtail sites goes."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page, Newsroom = apps.get_model("stories", "Page"), apps.get_model("stories", "Newsroom")
    kind, _created = ContentType.objects.get_or_create(app_label="stories", model="newsroom")
    root, key = Page.objects.get(depth=1), uuid.uuid4()
    for number, (language, name) in enumerate(settings.LANGUAGES):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        slug = f"news-{language}"
        place = {"path": f"{root.path}{number + 2:04d}", "depth": 2, "slug": slug, "url_path": f"/{slug}/"}
        Newsroom.objects.get_or_create(
            locale=locale,
            defaults={
                **place,
                "title": name,
                "draft_title": name,
                "translation_key": key,
                "is_authentic": language == settings.LANGUAGE_CODE,
                "content_type": kind,
                "live": True,
            },
        )
    first = Newsroom.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    apps.get_model("wagtailcore", "Site").objects.update(root_page_id=first.page_ptr_id)
    Page.objects.filter(depth=2, slug="home").delete()
    Page.objects.filter(pk=root.pk).update(numchild=len(settings.LANGUAGES))


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_newsroom")]

    operations = [migrations.RunPython(make_shelves, migrations.RunPython.noop)]
