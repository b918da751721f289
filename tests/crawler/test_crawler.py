"""Every address as every role: the expected status, and nothing on any page that is not for that person to see."""

import logging

import pytest
from django.contrib import admin
from django.test import Client as Browser
from django.urls import reverse

from config.logs import MaskedFormatter
from mosty.core.models import AccessEvent
from tests.crawler.walking import TITLE, browser_of, forbidden, leaks, text_of, undone, visits, words_of
from tests.desk.access_matrix import MATRIX
from tests.desk.access_pages import ROLES

pytestmark = pytest.mark.on_sqlite_only

EVERYBODY = list(ROLES)
PEOPLE = {"zkpoznan", "zkkonin", "zkopole", "zkoffice"}
CHANGES_ONESELF = {"account_logout", "account_change_password", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "sign_in:language"}


@pytest.fixture(scope="module")
def secrets(world):
    return {where: place.secrets() for where, place in world.places().items()}


@pytest.fixture(scope="module")
def all_words(world):
    return {word.casefold() for place in world.places().values() for word in words_of(place)} | {"zkoffice"}


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_address_opens_as_the_matrix_says_and_leaks_nothing(world, role, secrets, all_words, caplog):
    """Status; nothing in bodies, headers, workbooks that is not for this person; nothing in titles, redirects, the log; looks noted."""
    caplog.set_level(logging.DEBUG)
    hidden, browser, faults, shown = forbidden(world, role, secrets), browser_of(world, role), [], 0
    duty = {str(world.office.pk), world.office.token, world.office.code} if role == "specialist" else set()
    for visit in visits(world, role):
        before = AccessEvent.objects.count()
        answer, expected = browser.get(visit.url), visit.page.status(role, visit.where)
        if answer.status_code != expected:
            faults.append(f"{visit}: {answer.status_code}, not {expected}")
        if not visit.is_own_booking:
            words = hidden - duty if visit.name.startswith(("desk:today:", "desk:calendar:mine")) else hidden
            faults += [f"{visit}: {word}" for word in leaks(answer, words, asked=visit.url)]
        title, goes_to = "".join(TITLE.findall(text_of(answer))).casefold(), answer.headers.get("Location", "").casefold()
        faults += [f"{visit} title or redirect: {word}" for word in all_words if word in title or word in goes_to]
        if visit.name.startswith("desk:") and answer.status_code == 200:
            kinds = {e.subject_type for e in AccessEvent.objects.order_by("pk")[before:] if e.place == visit.name}
            shows = bool(leaks(answer, PEOPLE, asked=visit.url))
            shown += shows
            if (shows and not kinds) or (visit.page.shows and visit.page.shows not in kinds):
                faults.append(f"{visit} shows people, the log of looks has {kinds}")
    log = "\n".join(MaskedFormatter("%(message)s").format(record) for record in caplog.records).casefold()
    tokens = {place.things[name].token.casefold() for place in world.places().values() for name in ("held", "later")}
    faults += [f"log: {word}" for word in all_words | tokens if word in log]
    assert not faults, "\n".join(faults)
    assert (shown > 5) == (role in {"reception", "adviser", "manager", "stranger"}), "the world is full: many pages show somebody"


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_post_of_nothing_useful_answers_as_the_matrix_says(world, role):
    browser, faults = browser_of(world, role), []
    for visit in visits(world, role, method="post"):
        with undone():
            answer = browser.post(visit.url)
        expected = visit.page.status(role, visit.where, "post")
        if answer.status_code != expected:
            faults.append(f"{visit}: {answer.status_code}, not {expected}")
        if visit.name in CHANGES_ONESELF:
            browser = browser_of(world, role)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ["visitor", "reception", "stranger"])
def test_portal_shows_nothing_personal_but_the_bookings_own_page(world, role, secrets, all_words):
    browser, everything, faults = browser_of(world, role), set().union(*secrets.values()), []
    for visit in visits(world, role):
        if not visit.name.startswith("portal:"):
            continue
        own = visit.place.things["later" if visit.page.about == "booked" else "held"]
        words = all_words | {word.casefold() for word in everything}
        if visit.is_own_booking:
            words -= {own.token.casefold(), own.code, str(own.pk)}
        if visit.page.about == "held":
            words -= {word.casefold() for word in words_of(visit.place)}  # what the visitor has just typed
        faults += [f"{visit}: {word}" for word in leaks(browser.get(visit.url), words, asked="")]
    assert not faults, "\n".join(faults)


def test_a_search_is_a_look_and_finds_only_the_own(world, secrets):
    for role, own in (("reception", world.poznan), ("stranger", world.foreign)):
        browser = browser_of(world, role)
        for text in ("zk", own.digits, "client", "1001", "olena"):
            answer = browser.post(reverse("desk:clients:search"), {"q": text})
            assert leaks(answer, forbidden(world, role, secrets), asked="") == set()
        looks = AccessEvent.objects.filter(how="search", place="desk:clients:search", actor=world.cast.people[ROLES[role]])
        assert looks.exists()
        assert {str(look.centre) for look in looks.order_by("pk")} == {str(own.centre.pk)}


def test_log_of_looks_stays_in_the_house(world, secrets):
    """After everybody has looked at something, the manager and the officer read who, not what, and only of their places."""
    for role in ("reception", "stranger"):
        browser = browser_of(world, role)
        place = world.foreign if role == "stranger" else world.poznan
        browser.get(reverse("desk:clients:show", args=[place.things["client"].pk]))
    for role in ("manager", "dpo", "stranger"):
        answer = browser_of(world, role).get(reverse("desk:looks:list"))
        assert answer.status_code == 200
        assert leaks(answer, forbidden(world, role, secrets) | {world.poznan.word, world.foreign.word}, asked="") == set()
    assert str(world.poznan.things["client"].pk) in text_of(browser_of(world, "dpo").get(reverse("desk:looks:list")))


@pytest.mark.parametrize(
    ("role", "foreign"), [("manager", ("opole", "konin")), ("coordinator", ("opole",)), ("stranger", ("poznan", "konin"))]
)
def test_numbers_of_the_network_are_of_the_own_places(world, role, foreign):
    browser = browser_of(world, role)
    for name in ("network:overview:show", "network:overview:export_csv", "network:overview:export_xlsx"):
        for query in ({}, {"full": "1"}):
            answer = browser.get(reverse(name), query)
            assert answer.status_code == 200
            assert leaks(answer, set(foreign), asked="") == set()
        for slug in foreign:
            assert browser.get(reverse(name), {"centre": slug}).status_code == 404


def test_specialist_sees_the_own_list_without_contacts(world, secrets):
    browser, mine = browser_of(world, "specialist"), world.office
    duty = browser.get(reverse("desk:today:my_duty"))
    assert "Zkoffice" in text_of(duty)
    for name, page in MATRIX.items():
        if page.own is not None:
            answer = browser.get(reverse(name, args=[mine.pk]))
            assert answer.status_code == page.own, name
            assert leaks(answer, {"zkofficemail", "504444100"}, asked="") == set(), name
    assert leaks(duty, {"zkofficemail", "504444100"}, asked="") == set()


@pytest.mark.parametrize("role", EVERYBODY)
def test_admin_is_closed_to_all_of_them(world, role):
    browser = browser_of(world, role)
    names = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry]
    for name in ["admin:index", "admin:login", "admin:jsi18n", *names]:
        answer = browser.get(reverse(name))
        assert answer.status_code == MATRIX["admin:*"].status(role, "poznan"), name


def test_visitor_is_sent_to_the_sign_in_page(world):
    browser = Browser()
    for visit in visits(world, "visitor"):
        if visit.name.startswith(("desk:", "network:")):
            assert browser.get(visit.url).headers["Location"].startswith("/account/login/?next="), str(visit)
