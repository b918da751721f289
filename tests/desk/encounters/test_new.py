"""Writing an encounter down: from a booking, from a walk-in, for a person, out of the blue."""

import re
from uuid import uuid4

import pytest

from mosty.casework.actions.needs import note_need
from mosty.casework.actions.visits import open_visit, take_visit
from mosty.casework.models import Encounter, Visit
from mosty.casework.queries.notes import notes_at
from mosty.clients.actions import open_client
from mosty.clients.actions.merging import merge
from mosty.clients.models import Client, PairVerdict
from mosty.directory.models import Membership
from tests.appointments.sittings import sit
from tests.cast import employ, sign_in
from tests.desk.moment import WEDNESDAY, booked, bookings

URL = "/desk/encounters/new/"


def typed(cast, **values):
    given = {
        f"give-{cast.advice.pk}": "on",
        f"minutes-{cast.advice.pk}": "20",
        f"minutes-{cast.lawyer.pk}": "30",
        "channel": "walk-in",
        "mode": "on-site",
        "language": "uk",
        "interpreting": "none",
        "outcome": "answered",
        "note": "Explained the letter.",
        "who": "nobody",
        "submission": uuid4(),
    }
    return given | values


def walk_in(cast, **values):
    return open_visit(**({"centre": cast.poznan, "channel": "walk-in", "by": cast.zuzanna, "language": "ka"} | values))


def test_from_a_walk_in_without_a_file(cast, clock, adviser):
    visit = take_visit(walk_in(cast), by=cast.oksana)
    url = f"{URL}?visit={visit.pk}"
    page = adviser.get(url).content.decode()
    assert "Who will read this:" in page
    assert '<option value="ka" selected' in page
    clock.go(minutes=20)
    answer = adviser.post(url, typed(cast))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/")
    encounter = Encounter.objects.get()
    assert (encounter.visit, encounter.worker, encounter.client) == (visit, cast.oksana, None)
    assert [(row.service, row.minutes) for row in encounter.deliveries.all()] == [(cast.advice, 20)]
    assert (encounter.ended_at - encounter.started_at).total_seconds() == 1200


def test_sent_twice_it_is_written_once(cast, clock, adviser):
    given = typed(cast)
    for _ in range(2):
        assert adviser.post(URL, given).headers["Location"] == "/desk/"
    assert "counted once" in adviser.get("/desk/").content.decode()
    assert Encounter.objects.count() == Visit.objects.count() == 1
    url = f"{URL}?visit={walk_in(cast).pk}"
    for _ in range(2):
        adviser.post(url, typed(cast))
    assert Encounter.objects.count() == 2


def test_from_a_booking_with_a_new_person(cast, clock, adviser):
    (one,) = bookings(cast, clock, name="Daryna M.", phone="+48600100200")
    url = f"{URL}?appointment={one.pk}"
    page = adviser.get(url).content.decode()
    assert 'value="Daryna M."' in page
    person = {"new-name": "Дарина Мельник", "new-phone": "600100200", "new-language": "uk", "new-citizenship": "UA"}
    notice = {"new-birth": "1991", "new-notice_shown": "on", "new-notice_language": "uk", "new-email": ""}
    page = adviser.post(url, typed(cast, find="Daryna M.", look="1")).content.decode()
    assert "None of these: a new person" in page
    assert 'name="new-name" value="Daryna M."' in page
    assert adviser.post(url, typed(cast, who="new", find="Daryna M.") | person | notice).status_code == 303
    client = Client.objects.get()
    one.refresh_from_db()
    encounter = Encounter.objects.get()
    assert (client.name, client.phone, client.notice_shown_on) == ("Дарина Мельник", "+48600100200", WEDNESDAY.date())
    assert (one.state, one.client, one.visit, encounter.client) == ("fulfilled", client, encounter.visit, client)
    assert adviser.post(url, typed(cast)).status_code == 303
    assert Encounter.objects.count() == 1


def test_a_known_person_is_found_without_losing_what_was_typed(cast, clock, adviser):
    olena = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.oksana)
    visit = walk_in(cast)
    url = f"{URL}?visit={visit.pk}"
    page = adviser.post(url, typed(cast, find="олена", look="1", **{"new-name": "draft"})).content.decode()
    assert str(olena.pk) in page
    assert "Explained the letter." in page
    assert 'value="draft"' in page
    assert "Please correct this:" not in page
    assert Encounter.objects.count() == 0
    assert adviser.post(url, typed(cast, who=olena.pk, find="олена")).status_code == 303
    encounter = Encounter.objects.get()
    assert encounter.client == olena
    assert [(row.note.kind, row.words) for row in notes_at(cast.oksana, encounter)] == [("casework", "Explained the letter.")]


def test_for_a_person_from_the_file(cast, clock, adviser):
    olena = open_client(centre=cast.poznan, name="Olena", language="uk", by=cast.oksana)
    url = f"{URL}?client={olena.pk}"
    assert "Olena" in adviser.get(url).content.decode()
    adviser.post(url, typed(cast, channel="phone", mode="phone"))
    encounter = Encounter.objects.get()
    assert (encounter.client, encounter.visit.client, encounter.visit.channel, encounter.mode) == (olena, olena, "phone", "phone")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"give": ""}, "Please choose at least one service."),
        ({"outcome": ""}, "Please say how it ended."),
        ({"note": "x" * 2001}, "2000"),
        ({"note": "Explained\u202e"}, "invisible marks"),
        ({"who": "tampered"}, "Please mark the person."),
        ({"who": "new", "new-name": "Olena"}, "Please search first: perhaps the file exists already."),
        ({"who": "new", "find": "Olena", "new-name": ""}, "Please give a name or a nickname."),
        ({"who": "new", "find": "Olena", "new-name": "Olena", "new-phone": "12"}, "We do not recognise this phone number."),
        ({"who": "new", "find": "Olena", "new-name": "Olena", "new-notice_shown": "on"}, "in which language the notice was shown"),
        ({"kind": "lawyer"}, "lawyer"),
        ({"kind": "reception"}, "Such a note belongs to a person."),
        ({"language": "qq"}, "qq"),
        ({"interpreting": "magic"}, "magic"),
        ({"submission": ""}, "Please correct this:"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost_or_kept(cast, clock, adviser, wrong, sentence):
    given = typed(cast) | {name: value for name, value in wrong.items() if name != "give"}
    if "give" in wrong:
        del given[f"give-{cast.advice.pk}"]
    answer = adviser.post(URL, given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert given["note"][:9] in page
    assert Encounter.objects.count() == Client.objects.count() == Visit.objects.count() == 0


@pytest.mark.parametrize("minutes", ["0", "601", "-5", "many", "9" * 50])
def test_minutes_that_cannot_be_are_refused(cast, clock, adviser, minutes):
    page = adviser.post(URL, typed(cast, **{f"minutes-{cast.advice.pk}": minutes})).content.decode()
    assert "Please correct this:" in page
    assert minutes in page
    assert Encounter.objects.count() == 0


def test_who_may_not(cast, clock, reception):
    visit, (one,) = walk_in(cast), bookings(cast, clock)
    client = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    addresses = [f"{URL}?visit={visit.pk}", f"{URL}?appointment={one.pk}", f"{URL}?client={client.pk}"]
    for url in [URL, *addresses]:
        assert reception.get(url).status_code == 403
    for url in addresses:
        assert sign_in(cast.ewa).get(url).status_code == 404
        assert sign_in(cast.adam).get(url).status_code == 404
    for odd in ("?visit=1", "?appointment=x", f"?visit={uuid4()}", "?client="):
        assert sign_in(cast.oksana).get(URL + odd).status_code == 404


def test_a_person_of_others_cannot_be_slipped_in(cast, clock, adviser):
    stranger = open_client(centre=cast.konin, name="Ana", by=cast.ewa)
    assert adviser.post(URL, typed(cast, who=stranger.pk)).status_code == 404
    assert adviser.post(URL, typed(cast, who=stranger.pk, look="mark")).status_code == 404
    assert Encounter.objects.count() == Visit.objects.count() == 0


def test_a_specialist_finishes_an_own_meeting_without_a_file(cast, clock):
    one = booked(sit(cast, WEDNESDAY, on=WEDNESDAY.date(), provider=cast.office, service=cast.residence), 1)
    browser = sign_in(cast.karolina)
    url = f"{URL}?appointment={one.pk}"
    page = browser.get(url).content.decode()
    assert 'name="who"' not in page
    given = typed(cast, **{f"give-{cast.residence.pk}": "on"})
    assert browser.post(url, given).headers["Location"] == "/desk/my-duty/"
    assert Encounter.objects.get().worker == cast.karolina


def test_a_new_person_is_compared_with_the_files_before_one_is_opened(cast, clock, adviser):
    known = open_client(centre=cast.poznan, name="Олександр Шевченко", by=cast.oksana)
    new = {"who": "new", "find": "Aleksander Szewczenko", "new-name": "Aleksander Szewczenko"}
    page = adviser.post(URL, typed(cast, **new)).content.decode()
    assert "May be the same person" in page
    assert f'name="apart" value="{known.pk}"' in page
    assert "Explained the letter." in page
    assert Encounter.objects.count() == 0
    assert Client.objects.count() == 1
    assert adviser.post(URL, typed(cast, **new, apart=[known.pk])).status_code == 303
    assert Client.objects.count() == 2
    assert Encounter.objects.get().client != known
    assert PairVerdict.objects.get().verdict == "different"


def test_needs_of_the_person_and_an_outcome_of_its_own(cast, clock, adviser):
    olena = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.oksana)
    other = open_client(centre=cast.poznan, name="Ірина Бондар", by=cast.oksana)
    need = note_need(olena, domain="family", words="a place at school", by=cast.oksana)
    foreign = note_need(other, domain="work", words="a job", by=cast.oksana)
    mine, ended = f"need-{cast.advice.pk}", f"ended-{cast.advice.pk}"
    assert "a place at school" not in adviser.get(URL).content.decode()
    marked = adviser.post(URL, typed(cast, who=olena.pk, look="mark"), headers={"HX-Request": "true"}).content.decode()
    assert "a place at school" in marked
    assert "<html" not in marked
    assert adviser.post(URL, typed(cast, who=olena.pk, **{mine: foreign.pk})).status_code == 200
    assert Encounter.objects.count() == 0
    adviser.post(URL, typed(cast, who=olena.pk, **{mine: need.pk, ended: "sent-on"}))
    encounter = Encounter.objects.get()
    given = encounter.deliveries.get()
    assert (given.need, given.outcome, given.minutes) == (need, "sent-on", 20)
    page = adviser.get(f"/desk/encounters/{encounter.pk}/").content.decode()
    assert "Need: a place at school" in page
    change = f"/desk/encounters/{encounter.pk}/change/"
    assert 'name="note"' not in adviser.get(change).content.decode()
    put_right = {f"give-{cast.advice.pk}": "on", f"minutes-{cast.advice.pk}": "20", mine: "", ended: "", "outcome": "answered"}
    assert adviser.post(change, put_right).status_code == 303
    given.refresh_from_db()
    assert (given.need, given.outcome) == (None, "")


def test_it_begins_with_what_the_worker_did_last(cast, clock, adviser):
    adviser.post(URL, typed(cast, mode="phone", language="ka"))
    page = adviser.get(URL).content.decode()
    assert f'name="give-{cast.advice.pk}" id="id_give-{cast.advice.pk}" checked' in page
    assert '<option value="ka" selected' in page
    assert re.search(r'name="mode" value="phone"[^>]* checked', page)


def test_a_confidential_note_is_of_its_profession_alone(cast, clock):
    olena = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.oksana)
    employ(cast.oksana, "adviser", cast.rops, cast.poznan)
    Membership.objects.filter(user=cast.oksana).update(profession="psychologist")
    browser = sign_in(cast.oksana)
    page = browser.get(f"{URL}?client={olena.pk}").content.decode()
    assert "confidential: psychologist" in page
    answer = browser.post(f"{URL}?client={olena.pk}", typed(cast, kind="psychologist", note="afraid of the dark"))
    assert answer.headers["Location"] == f"/desk/clients/{olena.pk}/"
    encounter = Encounter.objects.get()
    assert encounter.note == ""
    for user, reads in ((cast.oksana, True), (cast.hanna, False)):
        assert ("afraid of the dark" in sign_in(user).get(f"/desk/encounters/{encounter.pk}/").content.decode()) is reads


def test_of_a_file_that_went_into_another_one_the_other_is_meant(cast, clock, adviser):
    kept = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.oksana)
    gone = open_client(centre=cast.poznan, name="Olena K.", by=cast.oksana)
    merge(kept, gone, take={}, by=cast.oksana)
    assert adviser.get(f"{URL}?client={gone.pk}").headers["Location"] == f"{URL}?client={kept.pk}"
    assert adviser.post(URL, typed(cast, who=gone.pk)).status_code == 200
    assert Encounter.objects.count() == Visit.objects.count() == 0
