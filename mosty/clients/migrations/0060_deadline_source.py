
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0060_consent'),
        ('directory', '0040_profession'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='deadline',
            name='deadline_one_source',
        ),
        migrations.AddField(
            model_name='deadline',
            name='source',
            field=models.UUIDField(blank=True, help_text='a row of an upper floor whose last day this is', null=True, unique=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='source_kind',
            field=models.CharField(blank=True, help_text='what that row is, in the words of its floor', max_length=16),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('identifier', None), ('status', None)), models.Q(('source', None), ('status', None)), models.Q(('identifier', None), ('source', None)), _connector='OR'), name='deadline_one_source'),
        ),
    ]
