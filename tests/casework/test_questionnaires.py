"""Questionnaires and templates of plans: whole in every language of the staff."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from mosty.casework.enums.plans import LONGEST_WORDS, LifeDomain, Who
from mosty.casework.queries.questionnaires import from_template, plan_templates, questionnaire

OPENED = date(2026, 11, 25)


def test_every_question_and_score_is_there_in_every_language_of_the_staff():
    asked = questionnaire()
    assert [question.domain for question in asked.questions] == LifeDomain.values
    texts = [texts for question in asked.questions for texts in (question.asked, *question.anchors)]
    assert len(texts) == 66
    assert [texts for texts in texts if set(texts) != set(settings.STAFF_LANGUAGES) or not all(texts.values())] == []
    for language in settings.STAFF_LANGUAGES:
        said = [texts[language] for texts in texts]
        assert len(set(said)) == len(said), language


def test_a_version_that_we_do_not_have_is_no_version():
    with pytest.raises(KeyError):
        questionnaire(version=999)


def test_the_usual_ways_are_there():
    assert [template.name for template in plan_templates()] == ["first-weeks", "job", "school", "change-of-status"]


@pytest.mark.parametrize("name", [template.name for template in plan_templates()])
def test_a_template_is_whole_and_counts_days_from_the_opening(name):
    told = {language: from_template(name, language, OPENED) for language in settings.STAFF_LANGUAGES}
    assert len({len(content.aims) for content in told.values()}) == 1
    for content in told.values():
        assert content.aims
        assert content.review_on > OPENED
        for aim in content.aims:
            assert aim.domain in LifeDomain.values
            assert aim.until > OPENED
            assert aim.steps
        for aim, step in content.steps():
            assert step.who in Who.values
            assert OPENED < step.until <= max(aim.until, OPENED + timedelta(days=120))
            assert 0 < len(step.words) <= LONGEST_WORDS


def test_an_unknown_template_or_language_is_refused():
    with pytest.raises(KeyError):
        from_template("../secret", "pl", OPENED)
    with pytest.raises(KeyError):
        from_template("job", "xx", OPENED)
