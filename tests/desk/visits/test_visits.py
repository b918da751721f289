"""Walk-ins on their screens."""

from uuid import uuid4

import pytest

from mosty.casework.actions.visits import close_visit, open_visit
from mosty.casework.models import Visit
from tests.cast import sign_in


def typed(**values):
    given = {"language": "ka", "topics": ["school"], "called": "Nino", "wanted": "for Oksana", "party_size": "2", "submission": uuid4()}
    return given | values


def walk_in(cast):
    return open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, wanted="Nino")


def test_a_walk_in_appears_in_the_waiting_room_once(cast, clock, reception):
    assert reception.get("/desk/visits/new/").status_code == 200
    given = typed()
    for _ in range(2):
        assert reception.post("/desk/visits/new/", given).headers["Location"] == "/desk/"
    assert Visit.objects.count() == 1
    page = reception.get("/desk/").content.decode()
    assert "<bdi>Nino</bdi>" in page
    assert "for Oksana" in page
    assert "ქართული" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": ""},
        {"language": "qq"},
        {"party_size": "51"},
        {"party_size": ""},
        {"wanted": "x" * 10_000},
        {"called": "x" * 81},
        {"called": "Nino\u202ex"},
        {"wanted": "Nino\u202ex"},
        {"wanted": "Nino\x00x"},
        {"topics": ["weather"]},
        {"submission": ""},
    ],
)
def test_bad_input_keeps_what_was_typed(cast, clock, reception, wrong):
    answer = reception.post("/desk/visits/new/", typed(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please correct this:" in page
    assert str((typed() | wrong)["wanted"])[:4] in page
    assert Visit.objects.count() == 0


def test_asked_in_given_back_and_gone(cast, clock, adviser):
    visit = walk_in(cast)
    for verb, sentence in (("take", "Asked in."), ("give-back", "Waiting again."), ("close", "Noted: has left.")):
        assert adviser.post(f"/desk/visits/{visit.pk}/{verb}/").status_code == 303
        assert sentence in adviser.get("/desk/").content.decode()
    visit.refresh_from_db()
    assert visit.closed_at is not None


def test_two_colleagues_ask_for_one_person(cast, clock, adviser):
    visit = walk_in(cast)
    adviser.post(f"/desk/visits/{visit.pk}/take/")
    other = sign_in(cast.marta)
    other.post(f"/desk/visits/{visit.pk}/take/")
    assert "A colleague has already asked this person in." in other.get("/desk/").content.decode()


def test_a_visit_that_is_over_stays_over(cast, clock, adviser):
    visit = walk_in(cast)
    close_visit(visit, by=cast.zuzanna)
    adviser.post(f"/desk/visits/{visit.pk}/take/")
    assert "already over" in adviser.get("/desk/").content.decode()


@pytest.mark.parametrize("verb", ["take", "give-back", "close"])
def test_strangers_find_nothing_and_a_missing_right_is_said(cast, clock, verb):
    visit = walk_in(cast)
    assert sign_in(cast.ewa).post(f"/desk/visits/{visit.pk}/{verb}/").status_code == 404
    assert sign_in(cast.adam).post(f"/desk/visits/{visit.pk}/{verb}/").status_code == 404
    assert sign_in(cast.karolina).post(f"/desk/visits/{visit.pk}/{verb}/").status_code == 403
    assert sign_in(cast.oksana).get(f"/desk/visits/{visit.pk}/{verb}/").status_code == 405


def test_reception_does_not_ask_in(cast, clock, reception):
    assert reception.post(f"/desk/visits/{walk_in(cast).pk}/take/").status_code == 403
    assert sign_in(cast.karolina).get("/desk/visits/new/").status_code == 403
