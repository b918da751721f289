from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("directory", "0010_editors_roles")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="profession",
            field=models.CharField(
                blank=True,
                choices=[("psychologist", "psychologist"), ("lawyer", "lawyer")],
                default="",
                help_text="of an adviser who writes and reads confidential notes",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=Q(("profession", ""), Q(("profession__in", ["psychologist", "lawyer"]), ("role", "adviser")), _connector="OR"),
                name="membership_profession",
            ),
        ),
    ]
