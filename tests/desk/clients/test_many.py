"""Pages that show much ask as often as those that show little."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.casework.actions.cases import open_case
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.actions import open_client
from mosty.core import time
from tests.cast import sign_in


def asked(browser, path):
    browser.get(path)  # what is read once a process
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)


def meet(person, worker, service, count):
    """So many visits of the person, with an encounter each."""
    place = {"organization_id": person.organization_id, "centre_id": person.centre_id, "client": person}
    for days in range(1, count + 1):
        at = time.now() - timedelta(days=days)
        visit = Visit.objects.create(**place, channel="walk-in", opened_at=at, closed_at=at, on=at.date(), topics=["stay"])
        meeting = Encounter.objects.create(
            **place, visit=visit, worker=worker, started_at=at, ended_at=at + timedelta(minutes=30), on=at.date(), outcome="answered"
        )
        ServiceDelivery.objects.create(encounter=meeting, service=service, minutes=30)


def test_a_file_with_a_long_timeline(cast):
    person = open_client(centre=cast.poznan, name="Ірина Коваль", by=cast.oksana)
    browser, path = sign_in(cast.oksana), f"/desk/clients/{person.pk}/"
    meet(person, cast.oksana, cast.advice, 2)
    few = asked(browser, path)
    meet(person, cast.oksana, cast.advice, 6)
    assert asked(browser, path) == few


def test_a_list_of_many_own_people(cast):
    browser, people = sign_in(cast.oksana), []
    for number in range(6):
        people.append(open_client(centre=cast.poznan, name=f"Ірина {number}", by=cast.oksana))
    for person in people[:2]:
        open_case(person, worker=cast.oksana, by=cast.oksana)
    few = asked(browser, "/desk/cases/")
    for person in people[2:]:
        open_case(person, worker=cast.oksana, by=cast.oksana)
    assert asked(browser, "/desk/cases/") == few
