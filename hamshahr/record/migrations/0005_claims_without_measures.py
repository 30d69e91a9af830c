from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0004_measures_become_queries")]

    operations = [migrations.RemoveField(model_name="claim", name="measure")]
