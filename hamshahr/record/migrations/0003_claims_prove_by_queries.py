
import django.db.models.deletion
import hamshahr.kernel.fields
import i18nfield.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_shared_cache'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('parties', '0001_founded'),
        ('record', '0002_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('proven', 'Proven'), ('partly', 'Partly proven'), ('claimed', 'Claimed, no record yet'), ('contradicted', 'Contradicted'), ('opinion', 'Opinion')], max_length=12, verbose_name='state')),
                ('before', models.CharField(blank=True, choices=[('proven', 'Proven'), ('partly', 'Partly proven'), ('claimed', 'Claimed, no record yet'), ('contradicted', 'Contradicted'), ('opinion', 'Opinion')], max_length=12, verbose_name='state before')),
                ('value', hamshahr.kernel.fields.ExactNumberField(null=True)),
                ('sure', hamshahr.kernel.fields.ExactNumberField(null=True)),
                ('missing', models.JSONField(default=list)),
                ('at', models.DateTimeField(verbose_name='since when')),
                ('act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.act', verbose_name='act')),
            ],
            options={
                'verbose_name': 'turn of a claim',
                'verbose_name_plural': 'turns of claims',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='about',
            field=i18nfield.fields.I18nCharField(blank=True, help_text='Whom or what it speaks of, where that is no party.', max_length=800, verbose_name='about'),
        ),
        migrations.AddField(
            model_name='claim',
            name='builder',
            field=models.CharField(blank=True, help_text='Empty: the record holds nothing of this kind.', max_length=60, verbose_name='proving query'),
        ),
        migrations.AddField(
            model_name='claim',
            name='counts_once',
            field=i18nfield.fields.I18nTextField(blank=True, verbose_name='what counts once'),
        ),
        migrations.AddField(
            model_name='claim',
            name='folded',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='claim',
            name='judged_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last compared'),
        ),
        migrations.AddField(
            model_name='claim',
            name='missing',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name='claim',
            name='parameters',
            field=models.JSONField(blank=True, default=dict, verbose_name='parameters of the query'),
        ),
        migrations.AddField(
            model_name='claim',
            name='phrase',
            field=models.TextField(blank=True, verbose_name='words as published'),
        ),
        migrations.AddField(
            model_name='claim',
            name='phrase_mended',
            field=models.TextField(blank=True, verbose_name='words as mended'),
        ),
        migrations.AddField(
            model_name='claim',
            name='publication_id',
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number of the publication'),
        ),
        migrations.AddField(
            model_name='claim',
            name='publication_type',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of publication'),
        ),
        migrations.AddField(
            model_name='claim',
            name='since',
            field=hamshahr.kernel.fields.PartialDateField(blank=True, null=True, verbose_name='counted from'),
        ),
        migrations.AddField(
            model_name='claim',
            name='stage',
            field=models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='accepted', max_length=10, verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='claim',
            name='state',
            field=models.CharField(choices=[('proven', 'Proven'), ('partly', 'Partly proven'), ('claimed', 'Claimed, no record yet'), ('contradicted', 'Contradicted'), ('opinion', 'Opinion')], default='claimed', editable=False, max_length=12, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='claim',
            name='sure',
            field=hamshahr.kernel.fields.ExactNumberField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='system',
            field=models.CharField(blank=True, editable=False, max_length=20, verbose_name='system'),
        ),
        migrations.AddField(
            model_name='claim',
            name='unit',
            field=i18nfield.fields.I18nCharField(blank=True, max_length=400, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='claim',
            name='value',
            field=hamshahr.kernel.fields.ExactNumberField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='weakest',
            field=models.CharField(blank=True, choices=[('confirmed', 'confirmed'), ('probable', 'probable'), ('claimed', 'claimed')], editable=False, max_length=10, verbose_name='weakest link'),
        ),
        migrations.AddField(
            model_name='objection',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='record.claim', verbose_name='claim'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='comparison',
            field=models.CharField(choices=[('=', 'exactly'), ('>', 'more than'), ('>=', 'at least'), ('one of', 'one of'), ('first', 'the first'), ('rank', 'rank at most'), ('since', 'since the year'), ('opinion', 'no number: an opinion')], default='>=', max_length=8, verbose_name='comparison'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='key',
            field=models.SlugField(max_length=80, unique=True, verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='party',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='parties.party', verbose_name='about the party'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='quantity',
            field=hamshahr.kernel.fields.ExactNumberField(blank=True, null=True, verbose_name='number'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='until',
            field=hamshahr.kernel.fields.PartialDateField(blank=True, null=True, verbose_name='counted until'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='record.entry', verbose_name='entry'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['builder', 'party'], name='claim_builder_party'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['publication_type', 'publication_id'], name='claim_publication'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('entry__isnull', False)), models.Q(('claim__isnull', False), ('entry__isnull', True)), _connector='OR'), name='objection_to_an_entry_or_a_claim'),
        ),
        migrations.AddField(
            model_name='claimturn',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='record.claim', verbose_name='claim'),
        ),
        migrations.AddConstraint(
            model_name='claimturn',
            constraint=models.UniqueConstraint(fields=('claim', 'number'), name='claim_turn_number'),
        ),
    ]
