"""The demo network: true to its source, alive at any hour, never beside real data, never half loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from io import StringIO
from itertools import combinations
from random import Random
from typing import Any

import phonenumbers
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, validate_totp_code, yield_hotp_counters_from_time
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from lucide.templatetags.lucide import lucide

from mosty.accounts.models import User
from mosty.appointments.actions.bookings import book_by_staff
from mosty.appointments.enums import TAKING, AppointmentState
from mosty.appointments.models import Appointment, DutySession
from mosty.appointments.queries.times import free_times, slots
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.models import AccessEvent, Claim
from mosty.directory.models import Centre, Organization, Schedule, ScheduleException, Service, ServiceAtCentre, Town
from mosty.programme.management.demo import board, calendar, names, network, source
from mosty.programme.management.demo.cast import CAST, PASSWORD, SECRET
from mosty.programme.management.demo.roster import DUTIES
from mosty.programme.models import Attribution, FrozenReport, Participation, Project
from tests.stage import Stage

LANGUAGES = {code for code, _ in settings.LANGUAGES}
TOLD = 4  # people of the stories
SHARES = {"poznan": 41, "konin": 18, "kalisz": 17, "leszno": 14, "pila": 10}


def run(command: str, *options: str) -> str:
    said = StringIO()
    call_command(command, *options, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def demo(stage: Stage, django_db_blocker: Any) -> Iterator[str]:
    """The demo, loaded once for this module and taken back afterwards; gives what the command said."""
    with django_db_blocker.unblock(), stage.closed(), override_settings(DEMO=True), transaction.atomic():
        said = run("load_demo", "--no-guide")  # its texts: tests/search/test_quality.py loads them all
        connection.check_constraints()  # once: what is still owed would be looked at again after every test
        yield said
        transaction.set_rollback(True)


# --- before anything is loaded --------------------------------------------------------------------------------------


def test_load_demo_switched_off_refuses():
    with pytest.raises(CommandError, match="switched off"):
        run("load_demo")
    assert not Organization.objects.exists()


@override_settings(DEMO=True)
def test_load_demo_beside_real_data_refuses():
    Organization.objects.create(name="Fundacja", short_name="F", kind="ngo")
    with pytest.raises(CommandError, match="never loaded beside real data"):
        run("load_demo")
    assert Organization.objects.count() == 1


@override_settings(DEMO=True)
def test_load_demo_that_fails_leaves_nothing():
    User.objects.create_user("zuzanna@mosty.example", name="Somebody else")
    with pytest.raises(IntegrityError):
        run("load_demo")
    assert not Organization.objects.exists()
    assert not Town.objects.exists()


@override_settings(DEMO=True)
def test_demo_sign_ins_without_demo_says_what_to_do():
    with pytest.raises(CommandError, match="load_demo"):
        run("demo_sign_ins")


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every dict of languages in a data file."""
    if isinstance(value, dict):
        if "pl" in value:
            yield value
        else:
            for part in value.values():
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", ["towns", "organizations", "centres", "services", "titles"])
def test_demo_texts_are_told_in_every_language(name):
    found = list(texts(source.read(name)))
    assert found
    for text in found:
        assert set(text) == LANGUAGES
        assert all(value.strip() == value and value for value in text.values())


def test_demo_texts_use_the_script_of_their_language():
    scripts = {"uk": "іїєабвгдеклмнопрст", "ru": "абвгдеклмнопрст", "be": "абвгдклмнопрсту", "ka": "აბგდეილნორს", "ar": "ابتدرسلمني"}
    for service in source.read("services")["services"]:
        for code, letters in scripts.items():
            assert set(service["names"][code].lower()) & set(letters), (service["slug"], code)


def test_demo_services_have_icons_that_exist():
    for service in source.read("services")["services"]:
        assert "<svg" in lucide(service["icon"])


def test_demo_phones_are_well_formed_and_reserved_for_fiction():
    numbers = [names.phone(number) for number in range(len(names.AREA_CODES) * 100)]
    assert len(set(numbers)) == len(numbers)
    for number in numbers[::37]:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number))
        assert number[5:10] == "55501"


def test_demo_names_are_the_same_every_time():
    def draw() -> list[str]:
        rng = Random(7)
        return [names.name(rng, names.country(rng)) for _ in range(50)]

    assert draw() == draw()
    assert len(set(draw())) > 40


def test_demo_roster_uses_no_room_and_no_expert_twice():
    for one, other in combinations(DUTIES, 2):
        if one.weekday == other.weekday and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            assert one.expert != other.expert, (one, other)
            assert (one.centre, one.room) != (other.centre, other.room), (one, other)


def test_demo_roster_stays_within_opening_hours():
    hours = {entry["slug"]: entry["hours"] for entry in source.read("centres")["centres"]}
    for duty in DUTIES:
        opens_at, closes_at = (clock.fromisoformat(text) for text in hours[duty.centre]["usual"])
        if duty.weekday == hours[duty.centre]["late"]:
            closes_at = clock(19)
        assert opens_at <= duty.starts_at < duty.ends_at <= closes_at, duty


def test_demo_speaks_every_portal_language_somewhere():
    built = network.load(date(2026, 11, 25))
    spoken = {code for provider in built.providers.values() for code in provider.languages}
    assert spoken == LANGUAGES


@pytest.mark.parametrize(
    "moment",
    ["2026-11-25 11:20", "2026-11-25 00:05", "2026-11-25 23:40", "2026-11-22 03:30", "2026-12-25 12:00", "2027-01-01 20:00"],
)
def test_demo_board_is_alive_at_any_hour(moment):
    now = datetime.fromisoformat(moment).replace(tzinfo=time.zone()).astimezone(UTC)
    today = time.local(now).date()
    built = network.load(today)
    planned = [
        DutySession(
            provider=schedule.provider,
            centre=schedule.centre,
            service=schedule.service,
            on=today,
            starts_at=time.at(today, schedule.starts_at),
            ends_at=time.at(today, schedule.ends_at),
            slot_minutes=schedule.slot_minutes,
            mode=schedule.mode,
        )
        for schedule in built.schedules
        if schedule.weekday == today.weekday() and calendar.is_usual_day(today)
    ]
    sessions = planned + board.open_day_sessions(built, today)
    states = Counter(
        meeting.state for meeting in board.bookings(built, sessions, today=today, now=now, rng=Random(1)) if meeting.slug == "poznan"
    )
    assert states["arrived"] == 2
    assert states["in-progress"] >= 1
    assert states["booked"] >= board.LEFT_EXPECTED
    assert calendar.open_hours("poznan", today, today)


# --- loaded ---------------------------------------------------------------------------------------------------------


def test_load_demo_says_how_far_it_is(demo):
    assert "5 centres" in demo
    assert "4000 people who do not exist" in demo
    assert demo.rstrip().endswith("The demo network is loaded.")


def test_load_demo_twice_changes_nothing(demo):
    before = [model.objects.count() for model in (Organization, Client, Visit, Appointment, User)]
    assert "loaded already" in run("load_demo")
    assert [model.objects.count() for model in (Organization, Client, Visit, Appointment, User)] == before


def test_load_demo_keeps_what_the_source_reports(demo):
    reported = {
        ("Centrum Integracji Cudzoziemców w Lesznie", "Aleje Jana Pawła II 12", "887 068 112", "info.cicleszno@rops.poznan.pl"),
        ("Centrum Integracji Cudzoziemców w Koninie", "ul. Chopina 23B", "887 067 112", "info.cickonin@rops.poznan.pl"),
        ("Centrum Integracji Cudzoziemców w Poznaniu", "ul. Nowowiejskiego 25", "887 063 112", "info.cicpoznan@rops.poznan.pl"),
        ("Centrum Integracji Cudzoziemców w Kaliszu", "ul. Nowy Świat 13", "887 069 112", "info.cickalisz@rops.poznan.pl"),
        ("Centrum Integracji Cudzoziemców w Pile", "Al. Powstańców Wielkopolskich 75/13", "887 066 112", "info.cicpila@rops.poznan.pl"),
    }
    loaded = {
        (centre.name, centre.street, centre.phones.get().number, centre.contacts.get().email) for centre in Centre.objects.order_by("slug")
    }
    assert loaded == reported
    assert set(Organization.objects.values_list("short_name", flat=True).order_by("name")) == {"ROPS Poznań", "WUW", "WUP", "US", "ZUS"}


def test_load_demo_hours_obey_the_rule_and_are_samples(demo):
    for centre in Centre.objects.order_by("slug"):
        hours = list(Schedule.objects.filter(centre=centre).order_by("weekday"))
        assert [row.weekday for row in hours] == [0, 1, 2, 3, 4]
        assert any(row.closes_at == clock(19) for row in hours)
        assert all(row.is_sample for row in hours)
        saturdays = [row for row in ScheduleException.objects.filter(centre=centre).order_by("day") if row.day.weekday() == 5]
        assert len([row for row in saturdays if row.day > time.today() and not row.is_closed]) >= 3
        assert all(row.is_sample for row in saturdays)


def test_load_demo_has_the_size_that_the_source_reports(demo):
    visits = Visit.objects.count()
    anonymous = Visit.objects.filter(client=None).count()
    assert Client.objects.count() == 4000 + TOLD
    assert 15_000 < visits < 17_500
    assert 0.5 < anonymous / visits < 0.62
    assert 8_000 < Encounter.objects.count() < 10_000
    assert ServiceDelivery.objects.count() > Encounter.objects.count()
    for slug, share in SHARES.items():
        assert abs(Visit.objects.filter(centre__slug=slug).count() / visits * 100 - share) < 3, slug


def test_load_demo_bookings_end_in_every_way(demo):
    past = Counter(Appointment.objects.filter(on__lt=time.today()).values_list("state", flat=True).order_by("pk"))
    assert 5_500 < sum(past.values()) < 7_000
    assert 0.06 < past["no-show"] / sum(past.values()) < 0.12
    for state in ("fulfilled", "cancelled-by-client", "cancelled-by-centre", "moved"):
        assert past[state] > 20, state
    assert set(past) <= {"fulfilled", "no-show", "cancelled-by-client", "cancelled-by-centre", "moved"}


def test_load_demo_people_are_mostly_from_ukraine(demo):
    assert 0.65 < Client.objects.filter(citizenship="UA").count() / 4000 < 0.76
    for code in ("GE", "AZ", "TR", "CO", "BY"):
        assert Client.objects.filter(citizenship=code).count() > 40, code


def test_load_demo_invents_nobody_who_can_be_reached(demo):
    for client in Client.objects.order_by("number"):
        assert client.phone or client.email
        assert not client.phone or client.phone[5:10] == "55501"
        assert not client.email or client.email.endswith("@example.org")
    assert all(user.is_demo and user.email.endswith("@mosty.example") for user in User.objects.order_by("email"))


def test_load_demo_has_nothing_in_the_future_but_bookings(demo):
    assert not Visit.objects.filter(opened_at__gt=time.now()).exists()
    assert not Encounter.objects.filter(ended_at__gt=time.now()).exists()
    coming = Appointment.objects.filter(on__gt=time.today())
    assert set(coming.values_list("state", flat=True).order_by("pk")) == {AppointmentState.BOOKED}


def test_load_demo_coming_bookings_hold_their_claims(demo):
    coming = list(Appointment.objects.filter(on__gte=time.today(), state__in=TAKING).order_by("starts_at", "pk"))
    kinds = defaultdict(set)
    for claim in Claim.objects.filter(is_active=True).select_related("bookable").order_by("pk"):
        kinds[claim.holder].add(claim.bookable.kind)
    assert coming
    for booking in coming:
        assert {"provider", "room"} <= kinds[booking.pk]
        assert not booking.contact_key or "contact" in kinds[booking.pk]
        assert booking.client_id is None or "client" in kinds[booking.pk]


def test_load_demo_shows_no_time_that_is_taken(demo):
    taken = {(row.provider_id, row.starts_at) for row in Appointment.objects.filter(state__in=TAKING, on__gte=time.today()).order_by("pk")}
    offered = [free for service in Service.objects.order_by("order") for free in free_times(service=service) if free.starts_at]
    assert len(offered) > 200
    assert not {(free.provider.pk, free.starts_at) for free in offered} & taken


def test_load_demo_free_times_can_be_booked(demo):
    by = User.objects.get(email="zuzanna@mosty.example")
    free = free_times(service=Service.objects.get(slug="lawyer"))[0]
    booked = book_by_staff(session=free.session.pk, starts_at=free.starts_at, name="Test", phone="+48600100200", language="uk", by=by)
    assert booked.state == AppointmentState.BOOKED


def test_load_demo_sittings_are_within_opening_days(demo):
    closed = {(row.centre_id, row.day) for row in ScheduleException.objects.order_by("day") if row.is_closed}
    for session in DutySession.objects.order_by("starts_at", "pk"):
        assert (session.centre_id, session.on) not in closed
        assert list(slots(session))


def test_load_demo_has_work_for_everybody(demo):
    assert Appointment.objects.filter(needs_care=True).exists()
    assert Visit.objects.filter(closed_at=None, channel="walk-in").count() == 2
    assert AccessEvent.objects.filter(actor__email="oksana@mosty.example").count() > 20
    assert FrozenReport.objects.count() == 1


def test_demo_cast_signs_in_with_the_printed_password_and_key(demo):
    printed = run("demo_sign_ins")
    assert SECRET in printed
    codes = [format_hotp_value(hotp_value(SECRET, counter)) for counter in yield_hotp_counters_from_time()]
    for person in CAST:
        user = User.objects.get(email=person.email)
        assert user.check_password(PASSWORD)
        assert person.name in printed
        assert person.email in printed
        assert Authenticator.objects.filter(user=user, type="totp").exists() == person.needs_second_factor
    assert any(validate_totp_code(SECRET, code) for code in codes)
    others = User.objects.exclude(email__in=[person.email for person in CAST]).order_by("email")
    assert not any(user.has_usable_password() for user in others)


def test_load_demo_gives_each_service_languages_and_a_way_in(demo):
    for place in ServiceAtCentre.objects.select_related("service").order_by("pk"):
        assert place.languages
        assert place.is_on_site or place.is_by_phone or place.is_online
        assert not set(place.languages) & set(place.interpreter_languages)
    assert max(Visit.objects.values_list("on", flat=True).order_by("-on")[:1]) >= time.today() - timedelta(days=3)


def test_demo_projects_hold_people_of_theirs_and_pay_for_services(demo):
    rows = list(Participation.objects.select_related("project", "client").order_by("number"))
    assert Project.objects.count() == 2
    assert 50 <= len(rows) <= 70
    assert len({row.number for row in rows}) == len(rows)
    for row in rows:
        assert row.project.first_on <= row.entry_on <= row.project.last_on
    assert Attribution.objects.count() > 50
    for one in Attribution.objects.select_related("participation", "delivery__encounter").order_by("pk"):
        assert one.delivery.encounter.client_id == one.participation.client_id
        assert one.participation.entry_on <= one.delivery.encounter.on
