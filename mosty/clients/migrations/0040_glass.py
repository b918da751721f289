import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ("clients", "0003_the_file"),
        ("directory", "0010_editors_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("centre", models.UUIDField(help_text="that keeps the file")),
                ("client", models.UUIDField(help_text="the file; stays here when the file is erased")),
                ("number", models.PositiveIntegerField(help_text="of the file")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("danger", "health or safety is in danger"),
                            ("is-here", "the person is here, the other centre cannot be reached"),
                            ("continues", "the person moved and goes on with us"),
                            ("other", "another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "organization",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organization"),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name_plural": "broken glass",
                "ordering": ["-opened_at"],
                "indexes": [
                    models.Index(fields=["user", "client"], name="glass_by_user"),
                    models.Index(fields=["organization", "-opened_at"], name="glass_by_organization"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("reason__in", ["danger", "is-here", "continues", "other"]), Q(("words", ""), _negated=True)),
                        name="glass_has_reason",
                    ),
                    models.CheckConstraint(condition=Q(("expires_at__gt", F("opened_at"))), name="glass_expires_later"),
                ],
            },
        ),
    ]
