"""Projects, their checklists, the services they pay for, what paper and files get of them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone
from openpyxl import load_workbook

from mosty.casework.actions.encounters import change_encounter, record_encounter
from mosty.casework.actions.undoing import detach
from mosty.casework.actions.visits import attach_client, open_visit
from mosty.casework.models import ServiceDelivery
from mosty.clients.actions.contact import save_contact
from mosty.clients.actions.hiding import hide_file
from mosty.core import time
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.programme.access import projects as access
from mosty.programme.actions.attributing import attribute
from mosty.programme.actions.participations import correct, end
from mosty.programme.actions.projects import Terms, change_project, save_checklist
from mosty.programme.enums.questions import Question, Questions, first_checklist, from_data
from mosty.programme.models import Attribution, Checklist, Participation, Project
from mosty.programme.queries import lists, papers
from mosty.programme.queries.counting import minutes_of, minutes_total
from mosty.programme.queries.participants import participants
from mosty.programme.queries.projects import project_list
from tests.appointments.sittings import Clock
from tests.programme.taking_part import GIVEN, facts, person, project_of, take_in

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    hand = Clock(NOW)
    monkeypatch.setattr(timezone, "now", hand)
    return hand


def terms(project, **values):
    given = {name: getattr(project, name) for name in Terms.__dataclass_fields__["columns"].default}
    given |= {"centres": list(project.centres.order_by("slug")), "services": list(project.services.order_by("slug"))}
    return Terms(**(given | values))


def refused(code, call, *args, **values):
    with pytest.raises(Refusal) as said:
        call(*args, **values)
    assert (said.value.code, bool(str(said.value.sentence))) == (code, True)


def talk(cast, client, *services, minutes=30):
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=client, by=cast.oksana)
    given = [(service, minutes) for service in services]
    return record_encounter(visit=visit, worker=cast.oksana, services=given, outcome="answered", language="uk", by=cast.oksana)


# --- who --------------------------------------------------------------------------------------------------------------


def test_a_project_is_there_for_its_places_and_changed_by_who_manages_all_of_them(cast):
    both = project_of(cast)
    poznan = project_of(cast, "POZ", centres=[cast.poznan])
    foreign = project_of(cast, "OBC", organization=cast.other, centres=[cast.foreign], services=[])
    assert set(access.visible_projects(cast.hanna)) == {both, poznan} == set(access.visible_projects(cast.joanna))
    assert set(access.visible_projects(cast.adam)) == {foreign}
    assert not access.visible_projects(cast.piotr).exists()
    can = [
        (user, project) for user in (cast.hanna, cast.joanna, cast.oksana) for project in (both, poznan) if access.can_change(user, project)
    ]
    assert can == [(cast.hanna, poznan), (cast.joanna, both), (cast.joanna, poznan)]
    with pytest.raises(PermissionDenied):
        access.get_project(cast.zuzanna, both.pk)
    for stranger, project in ((cast.adam, both), (cast.ewa, poznan), (cast.hanna, foreign)):
        with pytest.raises(Missing):
            access.get_project(stranger, project.pk)


def test_a_partner_enrols_own_people_and_does_not_change_the_project(cast, clock):
    joint = project_of(cast, centres=[cast.poznan, cast.foreign])
    theirs = take_in(cast, joint, person(cast, quality="", centre=cast.foreign, by=cast.adam), by=cast.adam, age_group="18-60")
    ours = take_in(cast, joint)
    assert list(participants(cast.adam, joint)) == [theirs]
    assert list(participants(cast.oksana, joint)) == [ours]
    assert not access.can_change(cast.adam, joint)
    assert [project.open_count for project in project_list(cast.joanna)] == [1]
    assert {theirs.number, ours.number} == {"WLKP-2026-00001", "WLKP-2026-00002"}


def test_a_hidden_participant_is_listed_for_who_works_with_the_person(cast, clock):
    project, client = project_of(cast), person(cast)
    take_in(cast, project, client)
    hide_file(client, is_hidden=True, by=cast.oksana)
    assert participants(cast.oksana, project).count() == 1
    assert participants(cast.marta, project).count() == 0


# --- terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " \u200b"}, "no-name"),
        ({"name": "x" * 201}, "too-long"),
        ({"name": "a\u202eb"}, "direction-marks"),
        ({"prefix": "ŻÓŁW"}, "bad-prefix"),
        ({"prefix": ""}, "bad-prefix"),
        ({"prefix": "A-"}, "bad-prefix"),
        ({"prefix": "POZ"}, "prefix-taken"),
        ({"first_on": date(2029, 1, 1)}, "bad-period"),
        ({"first_on": date(206, 1, 1)}, "bad-year"),
        ({"last_on": date(2099, 1, 1)}, "too-long-period"),
        ({"keep_until": date(2027, 1, 1)}, "bad-keep-until"),
        ({"keep_until": date(9999, 1, 1)}, "bad-keep-until"),
        ({"objective": "x"}, "bad-objective"),
        ({"centres": []}, "no-centre"),
    ],
)
def test_terms_that_cannot_be_are_refused(cast, values, code):
    project_of(cast, "POZ")
    project = project_of(cast)
    refused(code, change_project, project, terms(project, **values), by=cast.joanna)


def test_a_project_keeps_its_people_inside(cast, clock):
    project = project_of(cast)
    take_in(cast, project)
    refused("people-outside", change_project, project, terms(project, first_on=date(2026, 11, 24)), by=cast.joanna)
    refused("people-outside", change_project, project, terms(project, last_on=date(2026, 11, 22)), by=cast.joanna)
    refused("people-there", change_project, project, terms(project, centres=[cast.konin]), by=cast.joanna)
    own = project_of(cast, "POZ", centres=[cast.poznan])
    for elsewhere in (cast.konin, cast.foreign):
        refused("other-organisation", change_project, own, terms(own, centres=[cast.poznan, elsewhere]), by=cast.hanna)
    changed = change_project(project, terms(project, name="Mosty 3", prefix="wlk", centres=[cast.poznan]), by=cast.joanna)
    assert (changed.name, changed.prefix, Participation.objects.get().number) == ("Mosty 3", "WLK", "WLKP-2026-00001")
    with pytest.raises(PermissionDenied):
        change_project(project, terms(project), by=cast.oksana)


def test_a_checklist_is_kept_by_version_and_the_second_writer_is_told(cast):
    project = project_of(cast)
    asked = Questions((Question("a", {"pl": "Czy A?", "en": ""}, "ask", is_required=False),), {"third-country": "warn"})
    assert save_checklist(project, first_checklist(), base=1, by=cast.joanna).version == 1, "the same again"
    assert save_checklist(project, asked, base=1, by=cast.joanna).version == 2
    other = Questions((Question("b", {"pl": "B"}),), {})
    refused("changed-meanwhile", save_checklist, project, other, base=1, by=cast.joanna)
    kept = from_data(Checklist.objects.get(project=project, version=2).content)
    assert (kept.questions[0].texts, kept.strictness("third-country"), kept.strictness("legal-stay")) == ({"pl": "Czy A?"}, "warn", "off")


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ([Question("a", {"en": "A"})], "no-text"),
        ([Question("a", {"pl": "A" * 301})], "too-long"),
        ([Question("a", {"pl": "A"}, "x")], "bad-answer"),
        ([Question("A b", {"pl": "A"})], "bad-answer"),
        ([Question("a", {"pl": "A"}), Question("a", {"pl": "B"})], "key-twice"),
        ([Question(f"a{n}", {"pl": "A"}) for n in range(21)], "too-many"),
    ],
)
def test_questions_that_cannot_be_are_refused(cast, questions, code):
    refused(code, save_checklist, project_of(cast), Questions(tuple(questions), {}), base=1, by=cast.joanna)


# --- services ---------------------------------------------------------------------------------------------------------


def test_a_service_gets_its_project_by_itself(cast, clock):
    project, client = project_of(cast), person(cast)
    clock.set(NOW - timedelta(days=2))
    early = talk(cast, client, cast.lawyer)  # on the day of entry, enrolled later
    clock.set(NOW - timedelta(days=3))
    talk(cast, client, cast.lawyer)  # before
    clock.set(NOW)
    row = take_in(cast, project, client)
    encounter = talk(cast, client, cast.lawyer, cast.advice)
    found = Attribution.objects.order_by("delivery__encounter__on")
    assert [one.delivery.encounter for one in found] == [early, encounter]
    assert {(one.project, one.participation, one.delivery.service) for one in found} == {(project, row, cast.lawyer)}
    assert minutes_of([row.pk]) == {row.pk: 60}
    assert minutes_total(project, [cast.rops.pk]) == 60


def test_an_anonymous_contact_stays_out_until_it_belongs_to_somebody(cast, clock):
    project, client = project_of(cast), person(cast)
    row = take_in(cast, project, client)
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.oksana)
    record_encounter(visit=visit, worker=cast.oksana, services=[(cast.lawyer, 20)], outcome="answered", by=cast.oksana)
    assert not Attribution.objects.exists()
    visit = attach_client(visit, client, by=cast.oksana)
    assert Attribution.objects.get().participation == row
    detach(visit, by=cast.oksana)
    assert not Attribution.objects.exists()


def test_a_changed_encounter_and_changed_services_move_the_project(cast, clock):
    project, client = project_of(cast), person(cast)
    take_in(cast, project, client)
    encounter = talk(cast, client, cast.advice)
    change_encounter(encounter, services=[(cast.lawyer, 10)], outcome="answered", note="", by=cast.oksana)
    assert Attribution.objects.get().delivery.service == cast.lawyer
    change_project(project, terms(project, services=[cast.advice]), by=cast.joanna)
    assert not Attribution.objects.exists()
    change_project(project, terms(project, services=[cast.advice, cast.lawyer]), by=cast.joanna)
    assert Attribution.objects.get().project == project


def test_the_end_takes_the_project_from_later_services(cast, clock):
    first, second, client = project_of(cast), project_of(cast, "POZ"), person(cast)
    row = take_in(cast, first, client)
    other = take_in(cast, second, client, entry_on=date(2026, 11, 24))
    talk(cast, client, cast.lawyer)
    assert Attribution.objects.get().participation == row, "the one entered first"
    end(row, on=date(2026, 11, 24), reason="moved", result="unknown", by=cast.oksana)
    assert Attribution.objects.get().participation == other
    correct(other, facts(entry_on=date(2026, 11, 25)), why="x", by=cast.oksana)
    assert Attribution.objects.get().participation == other
    end(other, on=date(2026, 11, 25), reason="mistake", by=cast.oksana)
    assert not Attribution.objects.exists()


def test_who_pays_can_be_chosen_by_hand_and_stays(cast, clock):
    first, second, client = project_of(cast), project_of(cast, "POZ"), person(cast)
    row, other = take_in(cast, first, client), take_in(cast, second, client)
    talk(cast, client, cast.lawyer, cast.advice)
    lawyer, advice = ServiceDelivery.objects.get(service=cast.lawyer), ServiceDelivery.objects.get(service=cast.advice)
    assert attribute(lawyer, second, by=cast.oksana).participation == other
    refused("not-counted", attribute, advice, second, by=cast.oksana)
    refused("not-in-project", attribute, lawyer, project_of(cast, "X"), by=cast.oksana)
    attribute(lawyer, None, by=cast.oksana)
    change_project(first, terms(first, services=[]), by=cast.joanna)
    change_project(first, terms(first, services=[cast.lawyer]), by=cast.joanna)
    assert (Attribution.objects.get().project, minutes_of([row.pk, other.pk])) == (None, {})


# --- out --------------------------------------------------------------------------------------------------------------


def test_paper_gets_plain_data(cast, clock):
    project, client = project_of(cast, agreement="FAMI.02.01-IZ.00-0004/24"), person(cast, phone="+48600100200")
    row = take_in(cast, project, client)
    talk(cast, client, cast.lawyer)
    correct(row, facts(sex="man"), why="x", by=cast.oksana)
    said = papers.declaration(row)
    assert (said["project"]["agreement"], said["person"]["name"], said["participation"]["number"]) == (
        "FAMI.02.01-IZ.00-0004/24", client.name, row.number,
    )  # fmt: skip
    assert (said["participation"]["sex"], said["participation"]["as_first_written"]) == ("man", {"sex": "woman"})
    checked = papers.eligibility(row)
    line = checked["lines"][0]
    assert (line["answer"], line["seen_on"], line["seen_by"]) == ("seen", date(2026, 11, 20), "Oksana Tkaczenko")
    assert (len(checked["lines"]), checked["lines"][-1]["answer"]) == (5, "")
    card = papers.service_card(row, date(2026, 11, 30))
    assert (card["minutes"], card["lines"][0]["worker"], card["lines"][0]["language"]) == (30, "Oksana Tkaczenko", "uk")
    assert papers.service_card(row, date(2026, 10, 1))["lines"] == []
    assert papers.service_card(row)["minutes"] == 30


def test_the_list_as_a_file_has_no_formula_and_no_phone_of_who_wants_no_calls(cast, clock):
    project = project_of(cast)
    client = person(cast, name="=HYPERLINK(1)", phone="+48600100200", email="a@b.example")
    save_contact(client, may_call="no", by=cast.oksana)
    end(take_in(cast, project, client), on=date(2026, 11, 24), reason="moved", result="unknown", by=cast.oksana)
    take_in(cast, project, person(cast, quality="year"), age_group="18-60")
    rows = list(participants(cast.hanna, project))
    header, first, second = csv.reader(io.StringIO(lists.csv_text(rows).lstrip("\ufeff")))
    assert len(header) == len(first) == len(second)
    assert first[:2] == ["WLKP-2026-00001", "'=HYPERLINK(1)"]
    assert (first[3], first[13:15], second[3], second[14]) == ("1990-05-06", ["2026-11-23", "2026-11-24"], "1990", "")
    assert "600100200" not in lists.csv_text(rows)
    page = load_workbook(io.BytesIO(lists.xlsx_bytes(rows, title="a/b:[c]"))).worksheets[0]
    cells = list(page.iter_rows(values_only=True))
    assert (cells[1][1], cells[1][3], cells[2][4]) == ("'=HYPERLINK(1)", datetime(1990, 5, 6), None)


def test_the_list_costs_the_same_for_one_and_for_many(cast, clock, django_assert_num_queries):
    project = project_of(cast)
    for wanted in (1, 4):
        while Participation.objects.count() < wanted:
            take_in(cast, project)
        rows = list(participants(cast.hanna, project, sex="woman", age="18-60", number="2026-0"))
        assert len(rows) == wanted
        with django_assert_num_queries(3):
            lists.lines(rows)


@pytest.mark.race
def test_two_at_once_get_two_numbers_and_one_person_takes_part_once(cast):
    """Two real connections, eight times each, and then both for one person."""
    today = time.today()
    project = project_of(cast, first_on=today - timedelta(days=30), last_on=today + timedelta(days=30))
    given = {key: answer | ({"on": today.isoformat()} if "on" in answer else {}) for key, answer in GIVEN.items()}
    people = [person(cast) for _ in range(8)]
    same, start, said = person(cast), Barrier(2), []

    def run(mine):
        try:
            start.wait(30)
            for client in mine:
                try:
                    said.append(take_in(cast, project, client, given=given, entry_on=today, declared_on=today).number)
                except Refusal as refusal:
                    said.append(refusal.code)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[[*people[half::2], same]]) for half in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(said), said.count("already-in")) == (10, 1)
    assert len(set(said)) == 10
    assert Participation.objects.count() == Project.objects.get().last_number == 9
