from django.db import migrations


def add(apps, schema_editor):
    """An index that only PostgreSQL has: which looks name a row."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE INDEX IF NOT EXISTS access_by_subject ON core_accessevent USING gin (subject_ids)")


def take_away(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS access_by_subject")


class Migration(migrations.Migration):
    dependencies = [("core", "0070_undo")]

    operations = [migrations.RunPython(add, take_away)]
