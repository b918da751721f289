"""Birth dates as well as they are known; four answers."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mosty.clients.actions import change_client, open_client
from mosty.clients.actions.details import save_details
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry


@pytest.fixture
def nino(cast):
    return open_client(centre=cast.poznan, name="Nino", birth_year=1990, by=cast.oksana)


def kept(client):
    client.refresh_from_db()
    return client.birth_quality, client.birth_on, client.birth_year


def test_the_year_of_a_new_file_is_an_answer(nino):
    assert kept(nino) == ("year", None, 1990)


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ({"birth_quality": "full", "birth_on": date(2000, 2, 29)}, ("full", date(2000, 2, 29), 2000)),
        ({"birth_quality": "approximate", "birth_on": date(1985, 1, 1)}, ("approximate", date(1985, 1, 1), 1985)),
        ({"birth_quality": "month", "birth_on": date(1985, 3, 12)}, ("month", date(1985, 3, 1), 1985)),
        ({"birth_quality": "year", "birth_year": 1985}, ("year", None, 1985)),
        ({"birth_quality": "unknown", "birth_year": 1985}, ("unknown", None, None)),
        ({"birth_quality": "refused", "birth_on": date(1985, 1, 1)}, ("refused", None, None)),
        ({}, ("", None, None)),
    ],
)
def test_a_birth_date_and_its_quality_fit(cast, nino, given, result):
    save_details(nino, by=cast.oksana, **given)
    assert kept(nino) == result


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"birth_quality": "full"}, "no-birth-date", "birth_on"),
        ({"birth_quality": "year"}, "no-birth-date", "birth_year"),
        ({"birth_quality": "full", "birth_on": date(1899, 12, 31)}, "bad-birth-year", "birth_on"),
        ({"birth_quality": "year", "birth_year": 1899}, "bad-birth-year", "birth_year"),
        ({"birth_quality": "year", "birth_year": 3000}, "bad-birth-year", "birth_year"),
        ({"birth_quality": "soon"}, "bad-answer", "birth_quality"),
        ({"sex": "x"}, "bad-answer", "sex"),
        ({"needs_interpreter": "often"}, "bad-answer", "needs_interpreter"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast, nino, given, code, field):
    with pytest.raises(Refusal) as refused:
        save_details(nino, **{"work": "seeking", **given}, by=cast.oksana)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert kept(nino) == ("year", None, 1990)
    assert nino.work == ""


def test_today_is_born_and_tomorrow_is_not(cast, nino):
    today = time.today()
    save_details(nino, birth_quality="full", birth_on=today, by=cast.oksana)
    for day in (today + timedelta(days=1), date(today.year + 1, 1, 1)):
        with pytest.raises(Refusal) as refused:
            save_details(nino, birth_quality="full", birth_on=day, by=cast.oksana)
        assert refused.value.code == "future-birth"


def test_another_year_never_stands_beside_a_birth_date(cast, nino):
    save_details(nino, birth_quality="full", birth_on=date(1990, 5, 6), by=cast.oksana)
    nino.refresh_from_db()
    fields = ("name", "phone", "email", "language", "citizenship")
    same = {field: getattr(nino, field) for field in fields}
    change_client(nino, **same | {"name": "Nini"}, birth_year=1990, by=cast.oksana)
    for year in (1991, None):
        with pytest.raises(Refusal) as refused:
            change_client(nino, **same, birth_year=year, by=cast.oksana)
        assert refused.value.code == "bad-birth-year"
    for values in ({"birth_year": 1991}, {"birth_quality": "year"}, {"birth_quality": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Client.objects.filter(pk=nino.pk).update(**values)


def test_the_trace_names_fields_never_answers(cast, nino):
    save_details(nino, birth_quality="year", birth_year=1990, sex="woman", work="refused", by=cast.oksana)
    assert AuditEntry.objects.get(verb="client.details-kept").details == {"fields": ["sex", "work"]}
    save_details(nino, birth_quality="year", birth_year=1990, by=cast.oksana)
    assert AuditEntry.objects.filter(verb="client.details-kept").count() == 1
