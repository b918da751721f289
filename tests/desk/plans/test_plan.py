"""The plan of a person on the desk: written, ticked off, and saved by two advisers at once."""

import re

import pytest
from django.template import engines

from mosty.casework.actions.assessments import assess
from mosty.casework.models import Action, Assessment, Need, Plan
from mosty.casework.queries.contents import content_of
from mosty.casework.queries.plans import plan_of
from mosty.clients.actions import open_client
from mosty.core.models import AccessEvent
from tests.cast import read_english, sign_in

HIDDEN = re.compile(r'<input type="hidden" name="(goal[^"]*)" value="([^"]+)">')


@pytest.fixture
def nino(cast):
    read_english(cast)
    return open_client(centre=cast.poznan, name="Nino Zkaria", language="ka", by=cast.oksana)


def typed(page, **values):
    """What a browser would send of the form on the page."""
    text, given = page.content.decode(), {}
    for name, value in HIDDEN.findall(text):
        given.setdefault(name, []).append(value)
    given["base"] = re.search(r'name="base" value="(\d+)"', text)[1]
    for tag in re.findall(r"<(?:input|select)[^>]*>", text):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and name[1].startswith(("goal-", "action-")) and name[1] not in given:
            given[name[1]] = value[1] if value else ""
    given |= {"language": "pl", "their_language": "ka", "agreed_on": "", "review_on": ""}
    given |= {f"goal-{pk}-domain": "work" for pk in given["goal"]}
    return given | values


def box(given, kind, field, at=0):
    """The name of a box of the so-manieth goal or action."""
    return [name for name in given if name.startswith(f"{kind}-") and name.endswith(f"-{field}")][at]


def test_a_plan_from_a_template_is_saved_and_shown(cast, nino, adviser):
    url = f"/desk/plans/{nino.pk}/"
    page = adviser.get(url).content.decode()
    assert "No plan yet" in page
    form = adviser.get(f"{url}change/?template=school&text=pl")
    assert "Dziecko ma miejsce w szkole" in form.content.decode()
    assert adviser.post(f"{url}change/", typed(form)).status_code == 303
    plan = Plan.objects.get()
    assert (plan.client, plan.language, plan.goals.count()) == (nino, "pl", 3)
    page = adviser.get(url).content.decode()
    assert "Dziecko ma miejsce w szkole" in page
    assert "Nino" not in re.search(r"<title>(.*?)</title>", page, re.S)[1]
    assert AccessEvent.objects.filter(place="desk:plans:show", subject_type="clients.client").exists()


def test_one_more_row_loses_nothing_that_was_typed(nino, adviser):
    url = f"/desk/plans/{nino.pk}/change/"
    given = typed(adviser.get(url))
    given |= {box(given, "goal", "words"): "A flat", "review_on": "not a day", "more": "goal"}
    page = adviser.post(url, given)
    text = page.content.decode()
    assert 'value="A flat"' in text
    assert 'value="not a day"' in text
    assert len(typed(page)["goal"]) == 2
    given["more"] = given["goal"][0]
    assert len(typed(adviser.post(url, given))[f"goal-{given['goal'][0]}-action"]) == 2
    assert not Plan.objects.exists()


def test_what_is_wrong_is_said_at_its_box_and_nothing_is_lost(nino, adviser):
    url = f"/desk/plans/{nino.pk}/change/"
    given = typed(adviser.get(url))
    given |= {box(given, "action", "words"): "Call them", box(given, "goal", "until"): "2999-01-01"}
    text = adviser.post(url, given).content.decode()
    assert "between 1900 and 2199" in text
    assert "Please say in a few words what it is about." in text
    given |= {box(given, "goal", "words"): "A flat", box(given, "goal", "until"): "2150-01-01"}
    text = adviser.post(url, given).content.decode()
    assert "must lie between 2000 and 2100" in text
    assert 'value="Call them"' in text
    assert not Plan.objects.exists()


def test_two_advisers_save_one_plan_and_the_second_sees_the_difference(cast, nino, adviser):
    url, marta = f"/desk/plans/{nino.pk}/change/", sign_in(cast.marta)
    given = typed(adviser.get(url))
    given |= {box(given, "goal", "words"): "A job", box(given, "action", "words"): "Write a CV"}
    adviser.post(url, given)
    first, second = typed(marta.get(url)), typed(adviser.get(url))
    first |= {box(first, "goal", "words"): "A job in a bakery", box(first, "action", "words"): "Write a CV in Polish"}
    assert marta.post(url, first).status_code == 303
    second |= {box(second, "goal", "words"): "Any job", "review_on": "2027-01-10"}
    answer = adviser.post(url, second)
    text = answer.content.decode()
    assert "A colleague saved this plan while you were writing" in text
    assert "A job in a bakery" in text
    assert 'value="Any job"' in text
    assert 'value="2027-01-10"' in text
    assert 'value="Write a CV in Polish"' in text
    assert plan_of(nino).version == 2
    again = typed(answer, review_on="2027-01-10")
    assert adviser.post(url, again).status_code == 303
    content = content_of(plan_of(nino))
    assert (content.aims[0].words, content.aims[0].steps[0].words, str(content.review_on)) == (
        "Any job",
        "Write a CV in Polish",
        "2027-01-10",
    )


def test_an_action_is_ticked_off_from_the_page(nino, adviser):
    url = f"/desk/plans/{nino.pk}/"
    adviser.post(f"{url}change/", typed(adviser.get(f"{url}change/?template=job&text=uk")))
    action = Action.objects.order_by("pk").first()
    assert adviser.post(f"/desk/plans/actions/{action.pk}/tick/").status_code == 303
    action.refresh_from_db()
    assert action.done_by.name == "Oksana Tkaczenko"
    assert "done on" in adviser.get(url).content.decode()


def test_needs_are_noted_and_moved_on(nino, adviser):
    url = f"/desk/plans/{nino.pk}/needs/new/"
    assert adviser.post(url, {"words": "A doctor", "domain": "health", "urgency": "now"}).status_code == 303
    need = Need.objects.get()
    url = f"/desk/plans/needs/{need.pk}/"
    text = adviser.post(url, {"words": "A doctor", "urgency": "now", "state": "unmet", "reason": ""}).content.decode()
    assert "Please say why the need could not be met." in text
    assert adviser.post(url, {"words": "A doctor", "urgency": "now", "state": "unmet", "reason": "no-places"}).status_code == 303
    assert "could not be met" in adviser.get(f"/desk/plans/{nino.pk}/").content.decode()


def test_an_assessment_shows_last_time_and_warns_gently(cast, nino, adviser):
    assess(nino, moment="entry", answers={"work": "1"}, by=cast.marta)
    url = f"/desk/plans/{nino.pk}/assess/"
    page = adviser.get(url).content.decode()
    assert "Last time" in page
    submission = re.search(r'name="submission" value="([^"]+)"', page)[1]
    given = {"moment": "review", "work": "2", "health": "refused", "version": "1", "submission": submission, "on": ""}
    answer = adviser.post(url, given, follow=True)
    text = answer.content.decode()
    assert "A low score, and no goal yet:" in text
    assert "better than last time" in text
    assert Assessment.objects.count() == 2
    assert "A low score, and no goal yet:" in adviser.get(f"/desk/plans/{nino.pk}/").content.decode()


def test_the_box_of_the_file_is_for_those_who_read_plans(cast, nino, adviser, rf):
    adviser.post(f"/desk/plans/{nino.pk}/change/", typed(adviser.get(f"/desk/plans/{nino.pk}/change/?template=job&text=pl")))
    template = engines["django"].from_string("{% load plans %}{% plan_box client %}")
    shown = {}
    for user in (cast.oksana, cast.zuzanna):
        request = rf.get("/")
        request.user = user
        shown[user.name] = template.render({"client": nino}, request)
    assert "Mam legalną pracę" in shown["Oksana Tkaczenko"]
    assert shown["Zuzanna Kubiak"].strip() == ""
