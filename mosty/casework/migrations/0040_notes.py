import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

NOTES = [
    ("reception", "for reception"),
    ("casework", "for the team"),
    ("psychologist", "confidential: psychologist"),
    ("lawyer", "confidential: lawyer"),
]
OUTCOMES = [
    ("done", "what was agreed is done"),
    ("partly", "done in part"),
    ("sent-on", "another place helps now"),
    ("left", "the person moved away"),
    ("not-reached", "the person could not be reached"),
    ("declined", "the person wants no more help"),
    ("other", "another reason"),
]
STEPS = [
    ("opened", "opened"),
    ("handed-over", "handed over"),
    ("paused", "paused"),
    ("resumed", "taken up again"),
    ("closed", "closed"),
    ("reopened", "opened again"),
]
STATES = [("open", "open"), ("paused", "paused"), ("closed", "closed")]
SEALED = ["lawyer", "psychologist"]
USER = settings.AUTH_USER_MODEL
CASCADE, PROTECT, SET_NULL = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT, django.db.models.deletion.SET_NULL


def row():
    return [
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
        ("updated_at", models.DateTimeField(auto_now=True)),
    ]


def key(to, on_delete, related="+", **values):
    return models.ForeignKey(on_delete=on_delete, related_name=related, to=to, **values)


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0050_plans"),
        ("clients", "0040_glass"),
        ("directory", "0040_profession"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                *row(),
                ("state", models.CharField(choices=STATES, default="open", max_length=8)),
                ("opened_on", models.DateField()),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, choices=OUTCOMES, max_length=12)),
                ("client", key("clients.client", CASCADE, "cases")),
                ("organization", key("directory.organization", PROTECT)),
            ],
            options={
                "ordering": [models.OrderBy(F("closed_on"), descending=True, nulls_first=True), "-opened_on", "-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("state", "closed"), _negated=True), fields=("client", "organization"), name="case_open_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("closed_on__isnull", False), ("outcome__in", [code for code, _words in OUTCOMES]), ("state", "closed")),
                            Q(("closed_on", None), ("outcome", ""), ("state__in", ["open", "paused"])),
                            _connector="OR",
                        ),
                        name="case_closed_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=Q(("closed_on", None), ("closed_on__gte", F("opened_on")), _connector="OR"),
                        name="case_closes_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseWorker",
            fields=[
                *row(),
                ("since_on", models.DateField()),
                ("until_on", models.DateField(blank=True, help_text="last day, included", null=True)),
                ("case", key("casework.case", CASCADE, "workers")),
                ("user", key(USER, PROTECT)),
            ],
            options={
                "ordering": ["-since_on", "-created_at"],
                "constraints": [
                    models.UniqueConstraint(condition=Q(("until_on", None)), fields=("case",), name="case_one_responsible"),
                    models.CheckConstraint(
                        condition=Q(("until_on", None), ("until_on__gte", F("since_on")), _connector="OR"), name="case_worker_period"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                *row(),
                ("step", models.CharField(choices=STEPS, max_length=12)),
                ("on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=300)),
                ("by", key(USER, PROTECT)),
                ("case", key("casework.case", CASCADE, "events")),
                ("worker", key(USER, PROTECT, blank=True, null=True)),
            ],
            options={"ordering": ["created_at"]},
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                *row(),
                ("words", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("assignee", key(USER, PROTECT)),
                ("client", key("clients.client", CASCADE, "tasks")),
                ("done_by", key(USER, PROTECT, blank=True, null=True)),
                ("made_by", key(USER, PROTECT)),
                ("organization", key("directory.organization", PROTECT)),
            ],
            options={
                "ordering": ["due_on", "created_at"],
                "indexes": [models.Index(condition=Q(("done_on", None)), fields=["assignee", "due_on"], name="task_open_by_assignee")],
                "constraints": [models.CheckConstraint(condition=Q(("words", ""), _negated=True), name="task_has_words")],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                *row(),
                ("kind", models.CharField(choices=NOTES, help_text="class: who reads it", max_length=12)),
                ("submission", models.UUIDField(help_text="of the form: sent twice, kept once", null=True, unique=True)),
                ("author", key(USER, PROTECT)),
                ("client", key("clients.client", CASCADE, "notes")),
                ("encounter", key("casework.encounter", SET_NULL, "notes", blank=True, null=True)),
                ("organization", key("directory.organization", PROTECT)),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(condition=Q(("kind__in", [code for code, _words in NOTES])), name="note_kind_known")
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteDraft",
            fields=[
                *row(),
                ("kind", models.CharField(blank=True, choices=NOTES, max_length=12)),
                ("sealed", models.TextField(help_text="the words (core.crypt)")),
                ("version", models.PositiveIntegerField(default=1, help_text="goes up with every keeping")),
                ("author", key(USER, CASCADE)),
                ("client", key("clients.client", CASCADE)),
                ("encounter", key("casework.encounter", SET_NULL, blank=True, null=True)),
                ("organization", key("directory.organization", PROTECT)),
            ],
            options={
                "ordering": ["-updated_at"],
                "indexes": [models.Index(fields=["author", "client"], name="draft_of_author")],
            },
        ),
        migrations.CreateModel(
            name="NoteVersion",
            fields=[
                *row(),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(choices=NOTES, help_text="that of the note: says whether the words are sealed", max_length=12),
                ),
                ("text", models.TextField(blank=True)),
                ("sealed", models.TextField(blank=True, help_text="confidential: the words (core.crypt)")),
                (
                    "is_correction",
                    models.BooleanField(
                        default=False, help_text="written after the days in which an author may change a note freely"
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="of a correction", max_length=200)),
                ("by", key(USER, PROTECT)),
                ("note", key("casework.note", CASCADE, "versions")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "number"), name="note_version_once"),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("kind__in", SEALED), ("text", ""), Q(("sealed", ""), _negated=True)),
                            Q(Q(("kind__in", SEALED), _negated=True), ("sealed", ""), Q(("text", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="note_version_sealed_if_confidential",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("is_correction", False), ("reason", "")),
                            Q(("is_correction", True), Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="note_correction_has_reason",
                    ),
                ],
            },
        ),
    ]
