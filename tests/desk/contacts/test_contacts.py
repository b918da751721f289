"""Quick contact on its screens, without a script and with htmx."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.casework.actions.visits import count_contact
from mosty.casework.models import Visit
from mosty.casework.queries import day_counts
from mosty.clients.actions import open_client
from mosty.core.models import AccessEvent
from mosty.programme.enums import Measure
from mosty.programme.queries.figures import Span, count
from tests.cast import sign_in
from tests.desk.encounters.test_new import typed as conversation
from tests.desk.moment import WEDNESDAY

HTMX = {"HX-Request": "true"}


def typed(**values):
    given = {"topics": ["pesel", "work"], "language": "uk", "channel": "phone", "party_size": "2", "citizenship": "", "submission": uuid4()}
    return given | values


def counted(cast, **values):
    given = {"centre": cast.poznan, "channel": "phone", "topics": ["pesel"], "language": "uk", "submission": uuid4(), "by": cast.zuzanna}
    return count_contact(**(given | values))


def test_counted_and_back_on_today_with_undo(cast, clock, reception):
    answer = reception.post("/desk/contacts/new/", typed())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/#contact")
    visit = Visit.objects.get()
    assert (visit.topics, visit.language, visit.channel, visit.party_size, visit.is_quick) == (["pesel", "work"], "uk", "phone", 2, True)
    page = reception.get("/desk/").content.decode()
    assert "Counted." in page
    assert f"/desk/contacts/{visit.pk}/undo/" in page


def test_sent_twice_it_is_counted_once(cast, clock, reception):
    given = typed()
    for _ in range(2):
        assert reception.post("/desk/contacts/new/", given).status_code == 303
    assert Visit.objects.count() == 1


def test_htmx_gets_an_empty_card_with_another_submission(cast, clock, reception):
    given = typed()
    answer = reception.post("/desk/contacts/new/", given, headers=HTMX)
    page = answer.content.decode()
    assert answer.headers["HX-Trigger"] == "day-changed"
    assert "Counted." in page
    assert "<html" not in page
    assert str(given["submission"]) not in page
    assert page.count(" checked") == 1  # the usual channel only


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"topics": []}, "Please choose at least one topic."),
        ({"language": ""}, "Please choose a language."),
        ({"party_size": "0"}, "1"),
        ({"party_size": "many"}, "Please correct this:"),
        ({"topics": ["weather"]}, "weather"),
        ({"other_language": "qq"}, "qq"),
        ({"submission": "tampered"}, "Please correct this:"),
        ({"channel": "outreach-2"}, "Please correct this:"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, clock, reception, wrong, sentence):
    answer = reception.post("/desk/contacts/new/", typed(citizenship="GE") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert '<option value="GE" selected' in page
    assert Visit.objects.count() == 0


def test_a_rare_language_is_chosen_from_the_list(cast, clock, reception):
    reception.post("/desk/contacts/new/", typed(language="", other_language="vi"))
    assert Visit.objects.get().language == "vi"


def test_undone_it_is_no_longer_counted(cast, clock, reception):
    visit = counted(cast)
    assert reception.post(f"/desk/contacts/{visit.pk}/undo/").status_code == 303
    assert Visit.objects.count() == 0
    assert reception.post(f"/desk/contacts/{visit.pk}/undo/").status_code == 303  # pressed twice: the same answer
    assert reception.get("/desk/").content.decode().count("no longer counted") == 2
    assert reception.post(f"/desk/contacts/{uuid4()}/undo/").status_code == 404


def test_what_a_colleague_took_back_does_not_exist(cast, clock, reception, adviser):
    visit = counted(cast)
    reception.post(f"/desk/contacts/{visit.pk}/undo/")
    assert adviser.post(f"/desk/contacts/{visit.pk}/undo/").status_code == 404


def test_a_colleague_and_a_late_author_hear_that_it_stays(cast, clock, reception, adviser):
    visit = counted(cast)
    adviser.post(f"/desk/contacts/{visit.pk}/undo/")
    assert "It stays counted." in adviser.get("/desk/").content.decode()
    clock.go(minutes=16)
    reception.post(f"/desk/contacts/{visit.pk}/undo/")
    assert "It stays counted." in reception.get("/desk/").content.decode()
    assert Visit.objects.count() == 1


def test_a_fresh_one_is_put_right(cast, clock, reception):
    visit = counted(cast, language="vi")
    page = reception.get(f"/desk/contacts/{visit.pk}/change/").content.decode()
    assert '<option value="vi" selected' in page
    values = typed(topics=["stay"])
    assert reception.post(f"/desk/contacts/{visit.pk}/change/", values).status_code == 303
    visit.refresh_from_db()
    assert (visit.topics, visit.language) == (["stay"], "uk")
    clock.go(minutes=16)
    page = reception.post(f"/desk/contacts/{visit.pk}/change/", values | {"topics": ["work"]}).content.decode()
    assert "It stays counted." in page


def test_a_contact_is_given_to_a_person_in_two_steps(cast, clock, reception):
    visit = counted(cast)
    olena = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.zuzanna)
    url = f"/desk/contacts/{visit.pk}/attach/"
    assert reception.get(url).status_code == 200
    page = reception.post(url, {"find": "олена", "look": "1"}).content.decode()
    assert str(olena.pk) in page
    assert "Please mark" not in page
    answer = reception.post(url, {"find": "олена", "client": olena.pk})
    assert answer.headers["Location"] == f"/desk/clients/{olena.pk}/"
    visit.refresh_from_db()
    assert visit.client == olena
    assert Visit.objects.count() == 1
    assert AccessEvent.objects.filter(how="search", subject_type="clients.client").exists()


@pytest.mark.parametrize("client", ["", "tampered"])
def test_nobody_marked_is_said(cast, clock, reception, client):
    visit = counted(cast)
    page = reception.post(f"/desk/contacts/{visit.pk}/attach/", {"find": "", "client": client}).content.decode()
    assert "Please mark the person." in page


def test_a_person_of_others_cannot_be_marked(cast, clock, reception):
    visit = counted(cast)
    stranger = open_client(centre=cast.konin, name="Ana", by=cast.ewa)
    assert reception.post(f"/desk/contacts/{visit.pk}/attach/", {"client": stranger.pk}).status_code == 404
    visit.refresh_from_db()
    assert visit.client is None


@pytest.mark.parametrize("page", ["change", "undo", "attach"])
def test_strangers_find_nothing_and_a_missing_right_is_said(cast, clock, page):
    url = f"/desk/contacts/{counted(cast).pk}/{page}/"
    assert sign_in(cast.ewa).post(url).status_code == 404
    assert sign_in(cast.adam).post(url).status_code == 404
    assert sign_in(cast.karolina).post(url).status_code == 403
    assert sign_in(cast.karolina).get("/desk/contacts/new/").status_code == 403


def test_the_card_takes_the_same_queries_after_one_and_after_three(cast, clock, reception):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert reception.get("/desk/contacts/new/").status_code == 200
        return len(caught)

    counted(cast)
    queries()
    with_one = queries()
    counted(cast)
    counted(cast)
    assert queries() == with_one


def test_from_the_file_an_earlier_contact_is_attached_and_counted_once(cast, clock, adviser, daryna):
    counted(cast)
    adviser.post("/desk/encounters/new/", conversation(cast))
    before = day_counts(cast.oksana, cast.poznan, WEDNESDAY.date())
    span = Span((cast.poznan,), WEDNESDAY.date(), WEDNESDAY.date())
    contacts, people = count(span, Measure.CONTACTS), count(span, Measure.PEOPLE)
    url = f"/desk/contacts/of/{daryna.pk}/"
    assert f'href="{url}"' in adviser.get(f"/desk/clients/{daryna.pk}/").content.decode()
    page = adviser.get(url).content.decode()
    talk, quick = Visit.objects.get(is_quick=False), Visit.objects.get(is_quick=True)
    assert str(talk.pk) in page
    assert str(quick.pk) in page
    for visit in (talk, quick, quick):
        assert adviser.post(url, {"visit": visit.pk}).headers["Location"] == f"/desk/clients/{daryna.pk}/"
    assert {talk.encounters.get().client, *(row.client for row in Visit.objects.all())} == {daryna}
    assert day_counts(cast.oksana, cast.poznan, WEDNESDAY.date()) == before
    assert count(span, Measure.CONTACTS) == contacts, "every contact is still one contact"
    assert (sum(people.values()), sum(count(span, Measure.PEOPLE).values())) == (0, 1)
    assert "No contact without a person" in adviser.get(url).content.decode()
    other = open_client(centre=cast.poznan, name="Ірина", by=cast.oksana)
    assert adviser.post(f"/desk/contacts/of/{other.pk}/", {"visit": quick.pk}).status_code == 303
    quick.refresh_from_db()
    assert quick.client == daryna
    for odd in ("x", "", "\x00", str(daryna.pk)):
        assert adviser.post(url, {"visit": odd}).status_code in {200, 404}
