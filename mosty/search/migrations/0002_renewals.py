from django.db import migrations, models

KINDS = ("article", "topic", "service", "centre", "term")
TABLES = ("Posting", "Gram", "Form", "Word", "Passage", "Entry")


def empty(apps, schema_editor):
    """The index gets other columns: whatever was in it is to be made anew, by the worker or by index_search."""
    if apps.get_model("search", "Entry").objects.exists():
        for kind in KINDS:
            apps.get_model("search", "Renewal").objects.create(kind=kind, key="")
    for name in TABLES:
        table = apps.get_model("search", name)
        table._base_manager.all()._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('article', 'guide'), ('topic', 'topic of the guide'), ('service', 'free help'), ('centre', 'integration centre'), ('term', 'official word')], max_length=12)),
                ('key', models.CharField(blank=True, help_text='empty: all of the kind', max_length=120)),
                ('turn', models.PositiveIntegerField(default=0, help_text='counts changes, so that one that comes meanwhile is not lost')),
            ],
        ),
        migrations.AddConstraint(
            model_name='renewal',
            constraint=models.UniqueConstraint(fields=('kind', 'key'), name='search_renewal_once'),
        ),
        migrations.RunPython(empty, migrations.RunPython.noop),
    ]
