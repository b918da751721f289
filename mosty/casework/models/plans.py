"""What is missing, how it stands, and what was agreed to do: needs, assessments, plans of action."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.casework.enums.plans import SCORES, GoalState, LifeDomain, Moment, NeedState, UnmetReason, Urgency, Who
from mosty.clients.enums import Answer
from mosty.clients.models import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class Need(Row):
    """Something that a person lacks, in one part of life. It may stand without a plan."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="needs")
    domain = models.CharField(max_length=12, choices=LifeDomain.choices)
    words = models.CharField(max_length=300)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.SOON)
    state = models.CharField(max_length=12, choices=NeedState.choices, default=NeedState.IDENTIFIED)
    reason = models.CharField(max_length=16, blank=True, choices=UnmetReason.choices, help_text="why it could not be met")
    noted_on = models.DateField()
    changed_on = models.DateField(help_text="day of the last change of `state`")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_on", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NeedState.values), name="need_state_known"),
            models.CheckConstraint(
                condition=Q(state=NeedState.UNMET, reason__in=UnmetReason.values) | (~Q(state=NeedState.UNMET) & Q(reason="")),
                name="need_unmet_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"need {self.domain} {self.state}"


class Assessment(Row):
    """How a person's life stands, part by part, on one day: answers to one version of a questionnaire. Never changed: a new one is made."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="assessments")
    questionnaire = models.CharField(max_length=20, help_text="which file of `casework/questionnaires`")
    version = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=8, choices=Moment.choices)
    on = models.DateField(help_text="the centre's day")
    summary = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return f"assessment {self.moment} {self.on}"


class AssessmentAnswer(Row):
    """One part of life: a score from 1 to 5, or one of the answers that are none."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    domain = models.CharField(max_length=12, choices=LifeDomain.choices)
    answer = models.CharField(max_length=8, blank=True, help_text='"1" to "5", or as `clients.enums.Answer`')

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="assessment_domain_once"),
            models.CheckConstraint(condition=Q(answer__in=[*SCORES, *Answer.values]), name="assessment_answer_known"),
        ]

    def __str__(self) -> str:
        return f"answer {self.domain}"


class Plan(Row):
    """What a person and the centre agreed to do ("plan działań"; not the IPI, a programme by law of the county's family centre).

    `version` goes up with every change, so that nobody writes over what a colleague wrote meanwhile. A person has one open plan; a merge
    of two files may bring a second one, which is then shown beside it.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=5, help_text="in which goals and actions are written")
    their_language = models.CharField(max_length=5, blank=True, help_text="of the person, in which they stand beside it")
    opened_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True, help_text="day the person said yes to it")
    review_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = [F("closed_on").desc(nulls_first=True), "-opened_on", "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="plan_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return f"plan v{self.version}"


class Goal(Row):
    """One goal of a plan, in plain words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=12, choices=LifeDomain.choices)
    words = models.CharField(max_length=300)
    theirs = models.CharField(max_length=300, blank=True, help_text="the same in the person's language")
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.OPEN)

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=GoalState.values), name="goal_state_known"),
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_words"),
        ]

    def __str__(self) -> str:
        return f"goal {self.domain}"


class Action(Row):
    """One step towards a goal: who does what until when."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    theirs = models.CharField(max_length=300, blank=True, help_text="the same in the person's language")
    who = models.CharField(max_length=8, choices=Who.choices)
    whom = models.CharField(max_length=120, blank=True, help_text="which body or colleague")
    until = models.DateField(null=True, blank=True, db_index=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(who__in=Who.values), name="action_who_known"),
            models.CheckConstraint(condition=~Q(words=""), name="action_has_words"),
        ]

    def __str__(self) -> str:
        return f"action {self.who}"


class PlanVersion(Row):
    """The plan as it stood after one change; never changed, gone with the plan. From it the difference to a colleague's text is shown."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="as `casework.queries.contents`")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class PlanCopy(Row):
    """Leave to read the plan on the portal with a code. Only the code's keyed hash is kept; it ends by itself and can be withdrawn."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="copies")
    version = models.PositiveIntegerField(help_text="of the plan when the code was given")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "plan copies"
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="plan_copy_expires_later")]

    def __str__(self) -> str:
        return f"copy of plan {self.plan_id}"


class CopyTrial(models.Model):
    """A wrong code of a plan, so that codes cannot be tried one after another. Old rows are deleted by housekeeping."""

    visitor_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visitor_key", "at"], name="copy_trial_by_visitor")]

    def __str__(self) -> str:
        return f"{self.at}"
