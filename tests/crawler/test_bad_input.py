"""Bad input at every address: never an error page of ours, never an exception, nothing half written."""

from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse

from tests.crawler.test_posts import sensible
from tests.crawler.walking import browser_of, changed, snapshot, visits

pytestmark = pytest.mark.on_postgresql_only

BAD = {
    "nul": "a\0b",
    "long": "ż" * 10_000,
    "direction": "a\u202eb\u2066c\u200f",
    "number": "9" * 40,
    "negative": "-1",
    "uuid": "00000000-0000-0000-0000-00000000000g",
    "date": "2026-13-45",
    "early": "0000-00-00",
    "late": "9999-12-31",
    "week": "2026-W54",
    "last-week": "9999-W52",
    "digits": "٣٣٣٣-٠٢",
    "surrogate": "\ud800",
    "emoji": "👩‍👩‍👧\n\r\t=1+1",
    "pair": "x.99999999999999999999",
    "dots": "....",
}
TYPED = {"nul", "long", "direction", "number", "uuid", "late", "surrogate", "emoji", "pair"}  # in forms; addresses get all
PARAMETERS = {
    "portal:home": ["town"],
    "portal:centres:list": ["town", "language", "service", "near", "open", "page", "q", "where"],
    "portal:guide:page": ["town", "beside", "read", "wished"],
    "portal:paper:choose": ["article", "town", "beside", "language", "what", "large"],
    "portal:services:list": ["topic", "language", "q", "page"],
    "portal:booking:start": ["service", "language", "centre"],
    "portal:booking:times": ["service", "language", "centre", "day", "replaces"],
    "portal:booking:keep": ["language", "centre", "day", "replaces"],
    "portal:booking:move": ["language", "centre", "day"],
    "desk:today:show": ["by", "since", "all"],
    "desk:calendar:week": ["week"],
    "desk:calendar:mine": ["week"],
    "desk:schedules:list": ["over"],
    "desk:calendar:session": ["time"],
    "desk:encounters:new": ["appointment", "visit", "client"],
    "desk:messages:list": ["page", "state", "centre"],
    "desk:notes:new": ["draft", "encounter"],
    "desk:documents:list": ["encounter"],
    "desk:glass:list": ["page"],
    "desk:cases:mine": ["list", "page"],
    "desk:looks:file": ["page"],
    "desk:looks:list": ["page", "who", "day", "how", "about"],
    "network:overview:show": ["from", "centre"],
    "network:overview:export_csv": ["from", "to", "full"],
    "network:overview:export_xlsx": ["centre"],
    "network:reports:list": ["page"],
    "network:reports:freeze": ["from", "to"],
    "network:accessibility:words": ["language"],
    "sign_in:login": ["next", "ended"],
}
CROWD = {"portal": "visitor", "desk": "manager", "network": "coordinator", "sign_in": "visitor"}
TYPED_FORM = "application/x-www-form-urlencoded"  # the test client's own would send bytes one by one, as numbers
FINE = {200, 204, 302, 303, 400, 404, 405, 409, 422}
COUNTED = {"appointments_codetrial"}  # a wrong code is written down on purpose
FORMS = [
    "desk:visits:new",
    "desk:contacts:new",
    "desk:contacts:change",
    "desk:contacts:attach",
    "desk:contacts:of_person",
    "desk:encounters:new",
    "desk:encounters:change",
    "desk:clients:search",
    "desk:clients:new",
    "desk:clients:change",
    "desk:notes:new",
    "desk:notes:change",
    "desk:documents:list",
    "desk:documents:show",
    "desk:documents:remove",
    "desk:cases:show",
    "desk:clients:details",
    "desk:clients:contact",
    "desk:clients:names",
    "desk:clients:documents",
    "desk:clients:status",
    "desk:clients:family",
    "desk:clients:deadline",
    "desk:clients:merge",
    "desk:calendar:session",
    "desk:calendar:exception_new",
    "desk:schedules:new",
    "desk:schedules:change",
    "desk:schedules:end",
    "desk:appointments:move",
    "network:reports:freeze",
    "portal:paper:choose",
    "network:accessibility:edit",
    "portal:booking:keep",
    "portal:booking:contact",
    "portal:booking:find",
    "portal:booking:move",
    "sign_in:login",
    "sign_in:language",
    "account_reset_password",
]


def role_for(name):
    return CROWD.get(name.partition(":")[0], "visitor")


def where(world, name, method="get"):
    return next(visit for visit in visits(world, role_for(name), method=method) if visit.name == name)


def sound(answer, what):
    """A list with one fault, or none."""
    return [] if answer.status_code in FINE else [f"{what}: {answer.status_code}"]


def tried(send, what):
    """The answer's faults; an exception is one."""
    try:
        return sound(send(), what)
    except Exception as fault:  # every one is what this test looks for
        return [f"{what}: {type(fault).__name__} {str(fault)[:200]}"]


@pytest.mark.parametrize("name", list(PARAMETERS))
def test_parameters(world, name):
    visit, browser, faults = where(world, name), browser_of(world, role_for(name)), []
    path, _mark, _query = visit.url.partition("?")
    kept = {"service": visit.place.service.slug} if visit.page.about == "offer" else {}
    tries = [({parameter: BAD["nul"]}, f"{parameter}=nul") for parameter in PARAMETERS[name]]
    tries += [(dict.fromkeys(PARAMETERS[name], value), f"all={kind}") for kind, value in BAD.items()]
    for bad, what in tries:
        given = kept | {key: value.encode("utf-8", "surrogatepass") for key, value in bad.items()}
        with transaction.atomic():
            faults += tried(lambda given=given: browser.get(path, given), what)
    assert not faults, "\n".join(faults)


def fields_of(answer, path):
    """Names and values of everything that a form of the page sends to the page itself."""
    page = BeautifulSoup(answer.content, "html.parser")
    names = {}
    for form in page.find_all("form", method=lambda value: (value or "").lower() == "post"):
        if (form.get("action") or path).partition("?")[0] == path:
            for box in form.find_all(["input", "select", "textarea"]):
                names.setdefault(box.get("name"), box.get("value") or "")
    return {name: value for name, value in names.items() if name and name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("name", FORMS)
def test_forms(world, name):
    """Each field alone with a NUL among sensible ones, and all of them bad at once."""
    visit, browser = where(world, name, "post"), browser_of(world, role_for(name))
    shown = {} if visit.page.get == 302 else fields_of(browser.get(visit.url), visit.url.partition("?")[0])
    base = sensible(name, visit.place)
    names = dict.fromkeys([*shown, *base, "time", "q", "find", "client"])
    before, faults = snapshot(), []
    tries = [({field: value}, f"{field}={kind}") for field in names for kind, value in BAD.items() if kind == "nul"]
    tries += [(dict.fromkeys(names, value), f"all={kind}") for kind, value in BAD.items() if kind in TYPED]
    for bad, what in tries:
        given = urlencode(base | bad, doseq=True, errors="surrogatepass")
        mark, is_kept = transaction.savepoint(), False
        try:
            answer = browser.post(visit.url, given, content_type=TYPED_FORM)
            faults += sound(answer, what)
            is_kept = answer.status_code not in {302, 303}
        except Exception as fault:  # every one is what this test looks for
            faults.append(f"{what}: {type(fault).__name__} {str(fault)[:200]}")
        (transaction.savepoint_commit if is_kept else transaction.savepoint_rollback)(mark)
    assert not faults, "\n".join(faults)
    assert set(changed(before, snapshot())) <= COUNTED


def test_nul_in_what_a_kept_time_replaces(world):
    """The one parameter of an address that a POST looks up."""
    visit = where(world, "portal:booking:keep", "post")
    given = {"time": sensible("desk:calendar:session", visit.place)["time"]}
    answer = browser_of(world, "visitor").post(f"{visit.url}&replaces=a%00b&language=pl%00", given)
    assert answer.status_code in {302, 409}


@pytest.mark.parametrize("kind", list(BAD))
def test_secret_addresses_and_slugs(world, kind):
    """Whatever stands where a token, a slug or an id should be."""
    value, faults = BAD[kind].encode("utf-8", "replace").decode().replace("/", ""), []
    part = quote(value[:2000], safe="")
    visitor, manager = browser_of(world, "visitor"), browser_of(world, "manager")
    for name in (
        "portal:booking:contact",
        "portal:booking:check",
        "portal:booking:visit",
        "portal:booking:calendar",
        "portal:booking:cancel",
    ):
        url = reverse(name, args=["TOKEN"]).replace("TOKEN", part)
        faults += tried(lambda url=url: visitor.get(url), name)
    for path in ("/pl/centres/%s/", "/pl/services/%s/", "/%s/", "/pl/%s"):
        faults += tried(lambda path=path: visitor.get(path % part), path)
    for path in ("/desk/clients/%s/", "/desk/centre/%s/", "/desk/appointments/%s/", "/network/reports/%s/"):
        faults += tried(lambda path=path: manager.get(path % part), path)
    assert not faults, "\n".join(faults)
