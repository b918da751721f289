"""A private calendar address: shown once, renewed, ended; days and hours right, no name in it."""

import re
from datetime import timedelta

from icalendar import Calendar

from mosty.casework.actions.cases import do_task, give_task, open_case
from mosty.clients.actions.stay import add_deadline
from mosty.core import time
from mosty.core.models import AccessEvent
from mosty.directory.models import Membership
from tests.appointments.sittings import booked, sit
from tests.cast import sign_in
from tests.desk.moment import WEDNESDAY

URL = "/desk/cases/calendar/"


def address(browser):
    page = browser.post(URL, {"renew": "1"}).content.decode()
    return re.search(r"http://testserver(/feed/[^<]+\.ics)", page).group(1)


def entries(client, where):
    answer = client.get(where)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_tasks_deadlines_and_booked_times_without_a_name(cast, clock, client, adviser, daryna):
    where = address(adviser)
    assert where not in adviser.get(URL).content.decode()
    open_case(daryna, worker=cast.oksana, by=cast.oksana)
    today = time.today()
    task = give_task(words="Call Daryna's sister", due_on=today, assignee=cast.oksana, by=cast.oksana, client=daryna)
    add_deadline(daryna, kind="appeal", on=today + timedelta(days=8), words="school of Artem", by=cast.oksana)
    soon = WEDNESDAY + timedelta(hours=1)
    booked(sit(cast, soon, on=today, provider=cast.oksana_duty, service=cast.advice), 0, name="Дарина Мельник")
    found = {str(one["summary"]): one for one in entries(client, where)}
    assert set(found) == {"Task: Д. М.", "appeal: Д. М.", "Booked time: Д. М."}
    assert found["appeal: Д. М."].decoded("dtstart") == today + timedelta(days=8)
    assert found["Booked time: Д. М."].decoded("dtstart") == soon
    raw = client.get(where).content.decode()
    for secret in ("Daryna", "Дарина", "Artem", "sister", "600100200"):
        assert secret not in raw
    assert AccessEvent.objects.filter(actor=cast.oksana, place="feed:ics", subject_type="clients.client").exists()
    do_task(task, by=cast.oksana)
    assert len(entries(client, where)) == 2


def test_renewed_ended_and_gone_with_the_work(cast, clock, client, adviser):
    first = address(adviser)
    second = address(adviser)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert client.post(second).status_code == 405
    Membership.objects.filter(user=cast.oksana).update(valid_to=time.today() - timedelta(days=1))
    assert client.get(second).status_code == 404
    Membership.objects.filter(user=cast.oksana).update(valid_to=None)
    sign_in(cast.oksana).post(URL, {"end": "1"})
    assert client.get(second).status_code == 404
    for odd in ("x", "%00", "a" * 500, "%D9%A1"):
        assert client.get(f"/feed/{odd}.ics").status_code == 404
