"""Screens of projects: list, one project, its terms and checklist, the list as a file."""

from datetime import date

import pytest
from django.urls import reverse

from mosty.core.models import AccessEvent
from mosty.programme.models import Checklist, Participation, Project
from tests.cast import sign_in
from tests.programme.taking_part import person, project_of, take_in

LIST = "/desk/projects/"
TERMS = {"name": "Mosty 2", "prefix": "wlkp", "first_on": "2026-01-01", "last_on": "2028-12-31"}


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def project(cast, clock):
    return project_of(cast, centres=[cast.poznan])


def page(name, project):
    return reverse(f"desk:projects:{name}", args=[project.pk])


def test_the_empty_list_teaches(cast):
    assert "Write down the project" in text(sign_in(cast.hanna).get(LIST))
    assert "Then you enrol people" in text(sign_in(cast.marta).get(LIST))


def test_a_project_is_written_down_and_its_checklist_follows(cast, clock):
    browser = sign_in(cast.joanna)
    given = TERMS | {"centres": [cast.poznan.pk, cast.foreign.pk], "services": [cast.lawyer.pk], "objective": "integration"}
    answer = browser.post(reverse("desk:projects:new"), given)
    project = Project.objects.get()
    assert answer.headers["Location"] == page("checklist", project)
    assert (project.prefix, project.organization, project.centres.count()) == ("WLKP", cast.rops, 2)
    shown = text(browser.get(page("show", project)))
    assert "partners count theirs" in shown
    assert "Participants are seen by those who enrol them" in shown
    assert "Mosty 2" in text(browser.get(LIST))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first_on": "2029-01-01"}, "The end must be later"),
        ({"first_on": "31.02.2026"}, "Please give a day"),
        ({"prefix": "ŻÓŁW"}, "Latin letters"),
        ({"name": "x" * 300}, "too long"),
        ({"name": "a\x00b", "first_on": ""}, "Please give a day"),
        ({"support": "x\n" * 10_000}, "too long"),
        ({"centres": []}, "at least one centre"),
        ({"keep_until": "2026-02-01"}, "Evidence is kept at least until"),
    ],
)
def test_terms_that_cannot_be_come_back_with_a_sentence(cast, clock, given, said):
    answer = sign_in(cast.hanna).post(reverse("desk:projects:new"), TERMS | {"centres": [cast.poznan.pk], "area": "Wielkopolska"} | given)
    assert answer.status_code == 200
    assert said in text(answer)
    assert 'value="Wielkopolska"' in text(answer), "nothing typed is lost"
    assert not Project.objects.exists()


def test_a_manager_chooses_own_centres_only(cast, clock):
    given = TERMS | {"centres": [cast.konin.pk]}
    assert sign_in(cast.hanna).post(reverse("desk:projects:new"), given).status_code == 200
    assert not Project.objects.exists()


def test_terms_are_changed(cast, project):
    given = TERMS | {"name": "Mosty 3", "centres": [cast.poznan.pk], "services": [cast.advice.pk]}
    assert sign_in(cast.hanna).post(page("change", project), given).status_code == 303
    project.refresh_from_db()
    assert (project.name, [service.slug for service in project.services.all()]) == ("Mosty 3", ["advice"])


def checklist(**values):
    given = {"base": "1", "count": "2", "check-third-country": "warn", "check-legal-stay": "off"}
    for place, (words, kind) in enumerate([("Czy A?", "must"), ("Czy B?", "seen")]):
        given |= {f"text-{place}-pl": words, f"kind-{place}": kind, f"required-{place}": "on", f"key-{place}": f"k{place}"}
    return given | values


def test_a_checklist_is_edited_without_a_script(cast, project):
    browser = sign_in(cast.hanna)
    shown = text(browser.get(page("checklist", project)))
    assert "Dokument tożsamości" in shown
    assert shown.count("One more question") == 3
    assert browser.post(page("checklist", project), checklist(**{"order-0": "2", "order-1": "1", "remove-1": ""})).status_code == 303
    kept = Checklist.objects.get(version=2).content
    assert [one["key"] for one in kept["questions"]] == ["k1", "k0"]
    assert kept["checks"] == {"third-country": "warn", "legal-stay": "off"}
    assert browser.post(page("checklist", project), checklist(base="2", **{"remove-1": "on"})).status_code == 303
    assert [one["key"] for one in Checklist.objects.get(version=3).content["questions"]] == ["k0"]


def test_who_saves_a_checklist_second_is_told_and_loses_nothing(cast, project):
    browser = sign_in(cast.hanna)
    browser.post(page("checklist", project), checklist())
    answer = browser.post(page("checklist", project), checklist(**{"text-0-pl": "Czy C?"}))
    assert "Somebody else changed the checklist" in text(answer)
    assert 'value="Czy C?"' in text(answer)
    assert 'name="base" value="2"' in text(answer), "pressing Save again keeps it"
    assert Checklist.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text-0-pl": "", "text-0-en": "A?"}, "in Polish; it is printed"),
        ({"kind-0": "x"}, "Select a valid choice"),
        ({"count": "99999999999999"}, "Ensure this value"),
        ({"count": "x"}, "Enter a whole number"),
        ({"text-1-uk": "x" * 400}, "too long"),
    ],
)
def test_questions_that_cannot_be_come_back_with_a_sentence(cast, project, given, said):
    answer = sign_in(cast.hanna).post(page("checklist", project), checklist(**given))
    assert (answer.status_code, said in text(answer)) == (200, True)
    assert Checklist.objects.count() == 1


def test_participants_are_listed_filtered_and_taken_along_with_a_trace(cast, project):
    take_in(cast, project, person(cast, name="Olena Kowal"))
    take_in(cast, project, person(cast, name="Mały Książę", born=date(2015, 1, 1)), guardian="Mother", sex="man")
    browser = sign_in(cast.hanna)
    shown = text(browser.get(page("show", project)))
    assert all(words in shown for words in ("Olena Kowal", "Mały Książę", "WLKP-2026-00002", "11 years (under 18)"))
    assert AccessEvent.objects.filter(how="list", subject_type="clients.client", count=2).exists()
    for query, names in (
        ("?sex=man", {"Mały"}),
        ("?age=18-60", {"Olena"}),
        ("?number=00001", {"Olena"}),
        ("?state=ended", set()),
        ("?sex=x", {"Olena", "Mały"}),
    ):
        found = text(browser.get(page("show", project) + query))
        assert {name for name in ("Olena", "Mały") if name in found} == names, query
    assert "as far as these filters say" in text(browser.get(page("show", project) + "?state=not-counted"))
    said = browser.get(page("export_csv", project) + "?sex=man")
    assert ("Mały Książę" in said.content.decode(), "Olena" in said.content.decode()) == (True, False)
    assert AccessEvent.objects.filter(how="export", count=1, actor=cast.hanna).exists()
    assert browser.get(page("export_xlsx", project)).content[:2] == b"PK"
    assert sign_in(cast.oksana).get(page("export_csv", project)).status_code == 403


def test_the_page_costs_the_same_for_two_and_for_six(cast, project, django_assert_num_queries):
    browser = sign_in(cast.oksana)
    browser.get(page("show", project))
    for wanted in (2, 6):
        while Participation.objects.count() < wanted:
            take_in(cast, project)
        with django_assert_num_queries(20):
            browser.get(page("show", project))
