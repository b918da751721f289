"""Who looked: the screen for managers and the data protection officer."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from mosty.core import time as clock
from mosty.core.audit import looks, seen
from mosty.core.audit.looks import Look
from mosty.core.models import AccessEvent
from tests.cast import sign_in

LIST = "/desk/looks/"
DAY = date(2026, 11, 20)


def look(actor, organization, centre, *, how="open", rows=1, day=DAY, kind="clients.client"):
    ids = [str(uuid4()) for _ in range(rows)]
    return AccessEvent.objects.create(
        at=clock.at(day, time(10)),
        actor=actor,
        organisation=organization and organization.pk,
        centre=centre and centre.pk,
        how=how,
        subject_type=kind,
        subject_ids=ids,
        count=rows,
        place="desk:clients:show",
        address="192.0.2.7",
    )


@pytest.fixture
def events(cast):
    return {
        "poznan": look(cast.zuzanna, cast.rops, cast.poznan),
        "poznan-list": look(cast.oksana, cast.rops, cast.poznan, how="list", rows=3),
        "konin": look(cast.ewa, cast.rops, cast.konin, how="export", rows=7),
        "nowhere": look(cast.marta, None, None, how="search", rows=2),
        "foreign": look(cast.adam, cast.other, cast.foreign, how="print", rows=5),
    }


def rows(page):
    """The lines of the table: (who, how, what)."""
    return [tuple(line[key] for key in ("who", "how", "what")) for line in page.context["lines"]]


@pytest.mark.parametrize(
    ("who", "seen_names"),
    [
        ("hanna", {"Zuzanna Kubiak", "Oksana Tkaczenko", "Marta Wrzesińska"}),
        ("piotr", {"Zuzanna Kubiak", "Oksana Tkaczenko", "Marta Wrzesińska", "Ewa Sikora"}),
        ("adam", {"Adam Obcy"}),
    ],
)
def test_manager_and_officer_see_the_looks_of_their_own_places(cast, events, who, seen_names):
    page = sign_in(cast.people[who]).get(LIST)
    assert {name for name, _, _ in rows(page)} == seen_names


@pytest.mark.parametrize("who", ["zuzanna", "oksana", "karolina", "joanna"])
def test_others_do_not_see_the_log(cast, who):
    assert sign_in(cast.people[who]).get(LIST).status_code == 403


def test_line_says_who_how_what_and_from_where_but_no_name_of_a_client(cast, events):
    cast.hanna.language = "en"
    cast.hanna.save()
    page = sign_in(cast.hanna).get(LIST, {"who": str(cast.oksana.pk)})
    with override("en"):  # words of the rows are read after the answer
        assert [(who, str(how), what) for who, how, what in rows(page)] == [("Oksana Tkaczenko", "saw in a list", "3 people")]
    html = page.content.decode()
    assert "192.0.2.7" in html
    assert events["poznan-list"].subject_ids[0] not in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"how": "list"}, 1),
        ({"how": "nonsense"}, 3),
        ({"day": "2026-11-20"}, 3),
        ({"day": "2026-11-21"}, 0),
        ({"day": "20.11.2026"}, 3),
        ({"day": "9999-12-31"}, 3),
        ({"who": "x"}, 3),
        ({"who": str(uuid4())}, 0),
        ({"about": "%"}, 3),
        ({"page": "0"}, 3),
        ({"page": "99999999999999999999"}, 3),
        ({"page": "²"}, 3),
    ],
)
def test_filters_and_meaningless_values(cast, events, query, count):
    page = sign_in(cast.hanna).get(LIST, query)
    assert page.status_code == 200
    assert len(rows(page)) == count


def test_looks_at_one_record(cast, events):
    about = events["poznan"].subject_ids[0]
    again = look(cast.marta, cast.rops, cast.poznan, how="list", rows=2)
    AccessEvent.objects.bulk_create([AccessEvent(**{**_values(again), "subject_ids": [str(uuid4()), about]})])
    page = sign_in(cast.hanna).get(LIST, {"about": about})
    assert [who for who, _, _ in rows(page)] == ["Marta Wrzesińska", "Zuzanna Kubiak"]


def _values(event):
    names = ("at", "actor", "organisation", "centre", "how", "subject_type", "count", "place", "address")
    return {name: getattr(event, name) for name in names}


def test_day_is_a_day_of_the_zone_not_of_the_clock_in_greenwich(cast):
    event = look(cast.zuzanna, cast.rops, cast.poznan)
    late = AccessEvent(**{**_values(event), "subject_ids": [], "at": clock.at(date(2026, 11, 21), time(0, 30))})
    AccessEvent.objects.bulk_create([late])
    assert len(rows(sign_in(cast.hanna).get(LIST, {"day": "2026-11-20"}))) == 1
    assert len(rows(sign_in(cast.hanna).get(LIST, {"day": "2026-11-21"}))) == 1


def test_queries_do_not_grow_with_the_log(cast, events):
    browser = sign_in(cast.hanna)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for _ in range(5):
        look(cast.marta, cast.rops, cast.poznan)
    with CaptureQueriesContext(connection) as more:
        browser.get(LIST)
    assert len(few) == len(more)


def test_same_look_twice_in_one_request_is_one_event(cast):
    looks.begin()
    for _ in range(2):
        looks.note("open", "clients.client", ["1"], organisation=cast.rops.pk, centre=cast.poznan.pk)
    seen.seen(looks.end(), by=cast.zuzanna, place="desk:clients:show", address="")
    assert AccessEvent.objects.get().count == 1


def test_nothing_is_noted_outside_a_request():
    looks.end()
    looks.note("open", "clients.client", ["1"])
    assert looks.end() == []
    assert Look("open", "clients.client", ("1",)) == Look("open", "clients.client", ("1",))
