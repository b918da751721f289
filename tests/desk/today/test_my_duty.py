"""A specialist's own day."""

from mosty.core.models import AccessEvent
from tests.appointments.sittings import sit
from tests.cast import sign_in
from tests.desk.moment import WEDNESDAY, booked, bookings


def test_only_own_bookings_with_the_first_name(cast, clock):
    bookings(cast, clock, name="Stranger Surname")
    own = sit(cast, WEDNESDAY, on=WEDNESDAY.date(), provider=cast.office, service=cast.residence, languages=["pl", "es"])
    one = booked(own, 1, name="Luz Marina Ortega", language="es")
    page = sign_in(cast.karolina).get("/desk/my-duty/").content.decode()
    assert "Luz" in page
    assert "Ortega" not in page
    assert "Stranger" not in page
    assert "español" in page
    assert f"/desk/receiving/{one.pk}/start/" in page
    assert AccessEvent.objects.get().subject_ids == [str(one.pk)]


def test_an_empty_day_teaches(cast, clock):
    assert "Nobody is booked with you today" in sign_in(cast.karolina).get("/desk/my-duty/").content.decode()


def test_an_adviser_on_duty_has_a_list_too_and_reception_has_not(cast, clock, adviser, reception):
    assert adviser.get("/desk/my-duty/").status_code == 200
    assert reception.get("/desk/my-duty/").status_code == 403
    assert sign_in(cast.piotr).get("/desk/my-duty/").status_code == 403
