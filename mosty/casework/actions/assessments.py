"""Assessments: made once, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.plans import LONGEST_SUMMARY, SCORES, Moment
from mosty.casework.models import Assessment, AssessmentAnswer
from mosty.casework.queries.questionnaires import questionnaire
from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import Answer
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client


@transaction.atomic
def assess(
    client: Client,
    *,
    moment: str,
    answers: Mapping[str, str],
    summary: str = "",
    on: date | None = None,
    version: int | None = None,
    submission: UUID | None = None,
    by: User,
) -> Assessment:
    """Keep the answers to the questionnaire: per part of life "1" to "5", or an answer that is none; a part left out was not asked.

    `on` is the centre's today unless given; `version` the newest. The same `submission` again gives the assessment that was kept the
    first time. Raises `Refusal`: bad-choice, nothing-answered, in-future, too-long, merged.
    """
    client = lock_open(client)
    kept = Assessment.objects.filter(submission=submission, client=client).first() if submission else None
    if kept is not None:
        return kept
    today = time.today(client.centre.time_zone)
    on = on or today
    if on > today:
        raise Refusal("in-future", sentence=_("The day lies in the future."), field="on")
    if moment not in Moment.values:
        raise Refusal("bad-choice", sentence=_("Please choose from the list."), field="moment")
    try:
        asked = questionnaire(version=version)
    except KeyError:
        raise Refusal("bad-choice", sentence=_("Please choose from the list."), field="version") from None
    domains = [question.domain for question in asked.questions]
    for domain, answer in answers.items():
        if domain not in domains or answer not in {*SCORES, *Answer.values}:
            raise Refusal("bad-choice", sentence=_("Please choose from the list."), field=domain)
    if not any(answers.values()):
        raise Refusal("nothing-answered", sentence=_("Please answer at least one question."))
    row = Assessment.objects.create(
        organization_id=client.organization_id,
        client=client,
        questionnaire=asked.name,
        version=asked.version,
        moment=moment,
        on=on,
        summary=contacts.clean_line(summary, LONGEST_SUMMARY, field="summary", keep_breaks=True),
        made_by=by,
        submission=submission,
    )
    AssessmentAnswer.objects.bulk_create(
        [AssessmentAnswer(assessment=row, domain=domain, answer=answers.get(domain, "")) for domain in domains]
    )
    record("assessment.made", row, by=by, organisation=row.organization_id, moment=moment, version=asked.version)
    return row
