from django.db import migrations


def drop_old_guard(apps, schema_editor):
    """The guard of the log of looks lets rows older than two years go now; `post_migrate` puts it back in its new form."""
    if schema_editor.connection.vendor == "sqlite":
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS core_accessevent_append_only_{event}")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS core_accessevent_append_only ON core_accessevent")


class Migration(migrations.Migration):

    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(drop_old_guard, migrations.RunPython.noop)]
