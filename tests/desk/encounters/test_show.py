"""One encounter on its page, and putting it right."""

from uuid import uuid4

import pytest

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import Encounter
from mosty.clients.actions import open_client
from mosty.core.models import AccessEvent, AuditEntry
from tests.cast import sign_in
from tests.desk.encounters.test_new import URL, typed
from tests.desk.moment import bookings


@pytest.fixture
def olena(cast, clock):
    return open_client(centre=cast.poznan, name="Olena", by=cast.oksana)


@pytest.fixture
def encounter(cast, clock, olena):
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=olena, by=cast.zuzanna)
    clock.go(minutes=25)
    return record_encounter(
        visit=visit,
        worker=cast.oksana,
        services=[(cast.advice, 20), (cast.lawyer, 5)],
        outcome="answered",
        note="Explained the letter.",
        language="uk",
        interpreting="phone",
        by=cast.oksana,
    )


def corrected(cast, **values):
    given = {f"give-{cast.advice.pk}": "on", f"minutes-{cast.advice.pk}": "15", "outcome": "sent-on", "note": "Explained two letters."}
    return given | values


def test_the_page_says_everything_and_notes_the_look(cast, encounter, olena, adviser):
    where = f"/desk/encounters/{encounter.pk}/"
    assert f'href="{where}"' in adviser.get(f"/desk/clients/{olena.pk}/").content.decode()
    page = adviser.get(where).content.decode()
    for words in (
        "11:20–11:45",
        "Ukrainian",
        "interpreter by phone",
        "question answered",
        "Oksana",
        "Explained the letter.",
        "20 min",
        "5 min",
    ):
        assert words in page
    assert f'href="/desk/clients/{olena.pk}/"' in page
    assert "Who will read this:" in page
    assert f"{where}change/" in page
    assert AccessEvent.objects.filter(subject_type="casework.encounter", subject_ids=[str(encounter.pk)], how="open").count() == 1


def test_a_colleague_reads_it_but_does_not_change_it(cast, encounter):
    browser = sign_in(cast.marta)
    page = browser.get(f"/desk/encounters/{encounter.pk}/").content.decode()
    assert "Explained the letter." in page
    assert "/change/" not in page
    for answer in (
        browser.get(f"/desk/encounters/{encounter.pk}/change/"),
        browser.post(f"/desk/encounters/{encounter.pk}/change/", corrected(cast)),
    ):
        assert "only by the person who held it" in answer.content.decode()
    assert Encounter.objects.get().note == "Explained the letter."


def test_it_leads_to_the_booking_it_came_of(cast, clock, adviser):
    (one,) = bookings(cast, clock, name="Daryna M.")
    adviser.post(f"{URL}?appointment={one.pk}", typed(cast))
    page = adviser.get(f"/desk/encounters/{Encounter.objects.get().pk}/").content.decode()
    assert f'href="/desk/appointments/{one.pk}/"' in page
    assert "booking for 11:00" in page
    assert "without a file" in page


def test_the_author_puts_it_right_and_a_trace_stays(cast, encounter, adviser):
    where = f"/desk/encounters/{encounter.pk}/"
    page = adviser.get(f"{where}change/").content.decode()
    assert "Explained the letter." in page
    assert "Who will read this:" in page
    answer = adviser.post(f"{where}change/", corrected(cast))
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    encounter.refresh_from_db()
    assert (encounter.outcome, encounter.note) == ("sent-on", "Explained two letters.")
    assert [(row.service, row.minutes) for row in encounter.deliveries.all()] == [(cast.advice, 15)]
    trace = AuditEntry.objects.get(verb="encounter.changed")
    assert trace.details == {"fields": ["minutes", "note", "outcome"], "was": {"outcome": "answered", "minutes": 25}}
    assert "letter" not in str(trace.details)


def test_the_same_again_leaves_no_trace(cast, encounter, adviser):
    same = {f"give-{cast.lawyer.pk}": "on", f"minutes-{cast.lawyer.pk}": "5", f"minutes-{cast.advice.pk}": "20"}
    adviser.post(
        f"/desk/encounters/{encounter.pk}/change/", corrected(cast) | same | {"outcome": "answered", "note": "Explained the letter."}
    )
    assert AuditEntry.objects.filter(verb="encounter.changed").count() == 0


def test_after_a_week_it_stays_as_it_is(cast, clock, encounter):
    clock.go(days=7, minutes=1)
    browser = sign_in(cast.oksana)
    where = f"/desk/encounters/{encounter.pk}/"
    assert "/change/" not in browser.get(where).content.decode()
    assert "within 7 days" in browser.post(f"{where}change/", corrected(cast)).content.decode()
    assert Encounter.objects.get().outcome == "answered"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": "magic"}, "magic"),
        ({"outcome": ""}, "Please say how it ended."),
        ({"note": "x" * 2001}, "2000"),
        ({"note": "a\u202eb"}, "invisible marks"),
        ({"minutes": "601"}, "600"),
        ({"give": ""}, "Please choose at least one service."),
    ],
)
def test_bad_corrections_get_a_sentence(cast, encounter, adviser, wrong, sentence):
    given = corrected(cast) | {name: value for name, value in wrong.items() if name in {"outcome", "note"}}
    if "minutes" in wrong:
        given[f"minutes-{cast.advice.pk}"] = wrong["minutes"]
    if "give" in wrong:
        del given[f"give-{cast.advice.pk}"]
    answer = adviser.post(f"/desk/encounters/{encounter.pk}/change/", given)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Encounter.objects.get().note == "Explained the letter."


@pytest.mark.parametrize("page", ["", "change/"])
def test_who_may_not(cast, encounter, page):
    where = f"/desk/encounters/{encounter.pk}/{page}"
    for user, status in ((cast.zuzanna, 403), (cast.karolina, 403), (cast.ewa, 404), (cast.adam, 404)):
        assert sign_in(user).get(where).status_code == status
    assert sign_in(cast.oksana).get(f"/desk/encounters/{uuid4()}/{page}").status_code == 404
