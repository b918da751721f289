"""Opening and changing files."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from mosty.clients.actions import change_client, open_client
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry
from tests.cast import make_cast


def changes(client, **new):
    fields = ("name", "phone", "email", "language", "citizenship", "birth_year")
    return {field: getattr(client, field) for field in fields} | new


def test_a_file_gets_the_next_number_of_its_organisation(cast):
    first = open_client(centre=cast.poznan, name="Олена", by=cast.oksana)
    second = open_client(centre=cast.konin, name="Nino", by=cast.ewa)
    elsewhere = open_client(centre=cast.foreign, name="Ana", by=cast.adam)
    assert second.number == first.number + 1
    assert elsewhere.number == first.number
    assert first.organization == cast.rops


def test_what_is_given_is_kept_clean(cast):
    client = open_client(
        centre=cast.poznan,
        name="  Дарина   Мельник 🌻",
        phone="600 100 200",
        email="daryna@Example.org",
        language="uk",
        citizenship="UA",
        birth_year=1991,
        notice_shown_on=time.today(),
        notice_language="uk",
        by=cast.oksana,
    )
    client.refresh_from_db()
    assert (client.name, client.phone, client.email) == ("Дарина Мельник 🌻", "+48600100200", "daryna@example.org")
    assert client.search == "дарина мельник 🌻"


def test_the_trace_holds_no_personal_value(cast):
    client = open_client(centre=cast.poznan, name="Olena", phone="600100200", by=cast.oksana)
    change_client(client, **changes(client, name="Olena K"), by=cast.marta)
    entries = list(AuditEntry.objects.filter(subject_id=str(client.pk)).order_by("pk"))
    assert [(entry.verb, entry.actor) for entry in entries] == [("client.opened", cast.oksana), ("client.changed", cast.marta)]
    assert entries[1].details == {"fields": ["name"]}
    assert "Olena" not in str([entry.details for entry in entries])


def test_a_change_that_changes_nothing_leaves_no_trace(cast):
    client = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    change_client(client, **changes(client), by=cast.oksana)
    assert AuditEntry.objects.filter(verb="client.changed").count() == 0


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"name": ""}, "no-name", "name"),
        ({"name": "x" * 10_000}, "too-long", "name"),
        ({"name": "Anna\u202egpj"}, "direction-marks", "name"),
        ({"phone": "12"}, "bad-phone", "phone"),
        ({"email": "anna"}, "bad-email", "email"),
        ({"language": "qq"}, "bad-language", "language"),
        ({"citizenship": "EU"}, "bad-citizenship", "citizenship"),
        ({"citizenship": "ua"}, "bad-citizenship", "citizenship"),
        ({"birth_year": 1899}, "bad-birth-year", "birth_year"),
        ({"birth_year": 2200}, "bad-birth-year", "birth_year"),
        ({"notice_shown_on": time.today() + timedelta(days=2)}, "bad-notice", "notice_shown_on"),
        ({"notice_shown_on": time.today(), "notice_language": "zz"}, "bad-language", "notice_language"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast, given, code, field):
    with pytest.raises(Refusal) as refused:
        open_client(**({"centre": cast.poznan, "name": "Olena", "by": cast.oksana} | given))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(str(refused.value.sentence)) > 20
    assert Client.objects.count() == 0


@pytest.mark.parametrize("citizenship", ["", "XX", "ZZ", "XK", "UA"])
def test_not_asked_not_said_and_none_are_answers(cast, citizenship):
    assert open_client(centre=cast.poznan, name="Olena", citizenship=citizenship, by=cast.oksana).citizenship == citizenship


@pytest.mark.race
def test_files_opened_at_one_moment_get_different_numbers():
    cast = make_cast()
    start, numbers, faults = Barrier(6), [], []

    def work():
        try:
            start.wait()
            with transaction.atomic():
                numbers.append(open_client(centre=cast.poznan, name="Olena", by=cast.oksana).number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(set(numbers)) == 6
