"""Files are found by pairs of beginnings too: keys are made anew, all of them, by the worker (`clients.actions.keys.fill`)."""

from typing import Any

from django.db import migrations


def forget_keys(apps: Any, schema_editor: Any) -> None:
    apps.get_model("clients", "ClientKey").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("clients", "0080_retention")]

    operations = [migrations.RunPython(forget_keys, migrations.RunPython.noop)]
