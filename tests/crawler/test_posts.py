"""What is sent by somebody who may not, or names a row of somebody else, changes nothing."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mosty.appointments.queries.times import FreeTime
from mosty.directory.models import Room
from tests.appointments.sittings import slot
from tests.core.papers import pdf
from tests.crawler.walking import browser_of, changed, leaks, snapshot, text_of, undone, visits, words_of
from tests.desk.access_pages import ROLES

pytestmark = pytest.mark.on_sqlite_only  # tests/desk sends the same forms to PostgreSQL

INSIDE = ("desk:", "network:")


def time_key(sitting, number):
    return FreeTime(sitting, slot(sitting, number), slot(sitting, number + 1), 1).key


def encounter(service, **values):
    given = {f"give-{service.pk}": "on", f"minutes-{service.pk}": "20", "channel": "walk-in", "mode": "on-site", "language": "uk"}
    return given | {"interpreting": "none", "outcome": "answered", "note": "", "who": "nobody", "submission": str(uuid4())} | values


def contact(**values):
    return {"topics": ["stay"], "language": "uk", "channel": "walk-in", "party_size": "1", "submission": str(uuid4())} | values


def asked(**values):
    return {"received_on": "2026-11-25", "came": "letter", "asked_by": "person", "submission": str(uuid4())} | values


def hours(place, **values):
    given = {"service": str(place.service.pk), "weekdays": ["5"], "every_weeks": "1", "starts_at": "09:00", "ends_at": "12:00"}
    given |= {"mode": "slots", "slot_minutes": "30", "places": "1", "meeting": "on-site", "valid_from": "2026-12-01"}
    return given | values


PERSON = {
    "name": "Somebody",
    "phone": "600100200",
    "email": "",
    "language": "uk",
    "citizenship": "",
    "birth_year": "",
    "birth": "",
    "notice_language": "",
}


PROJECT = {"name": "Somebody's", "first_on": "2026-01-01", "last_on": "2027-01-01"}
CHECKLIST = {"base": "1", "count": "1", "text-0-pl": "Czy?", "kind-0": "must", "check-third-country": "off", "check-legal-stay": "off"}
FACTS = {"entry_on": "2026-11-25", "declared_on": "2026-11-25", "sex": "woman", "citizenship": "UA", "stay_basis": "visa"}
FACTS |= {"age_group": "under-18", "guardian": "Somebody"}
SEEN = {f"question-{name}": "seen" for name in ("identity", "stay")} | {
    f"question-{name}-on": "2026-11-25" for name in ("identity", "stay")
}
SEEN |= {"question-citizenship": "yes", "question-rules": "yes"}


def upload():
    return SimpleUploadedFile("words.pdf", pdf(), content_type="application/pdf")


PARTS = (
    *("details", "contact", "names", "name", "documents", "document", "stay", "status", "family", "relative", "deadlines", "deadline"),
    *("compare", "undo"),
)
ANSWER = {"said": "given", "method": "paper", "explained": "nobody", "signer": "person", "language": "uk"}


def sensible(name, place):
    """What somebody who may would send, and be believed."""
    return {
        "desk:visits:new": {"language": "uk", "party_size": "1", "submission": str(uuid4())},
        "desk:contacts:new": contact(),
        "desk:contacts:change": contact(),
        "desk:contacts:attach": {"client": str(place.things["client"].pk), "take": "1"},
        "desk:contacts:of_person": {"visit": str(place.things["contact"].pk)},
        "desk:encounters:new": encounter(place.service),
        "desk:clients:new": PERSON,
        "desk:clients:change": PERSON,
        "desk:notes:new": {"text": "Words", "kind": "reception", "submission": str(uuid4())},
        "desk:notes:keep": {"text": "Words", "kind": "reception"},
        "desk:notes:change": {"text": "Other words", "seen": "1"},
        "desk:documents:list": {"kind": "passport", "note_class": "reception", "submission": str(uuid4()), "upload": upload()},
        "desk:documents:show": {"kind": "passport", "title": "Words", "keep_until": "1.2.2027"},
        "desk:documents:remove": {"reason": "mistake"},
        "desk:glass:break": {"reason": "is-here", "words": "at our desk"},
        "desk:glass:review": {"verdict": "fine"},
        "desk:rights:request_new": asked(kind="access", who="Somebody"),
        "desk:rights:authority_new": asked(kind="police", unit="KMP", asked="Where"),
        "desk:rights:breach_new": {"aware_at_0": "2026-11-24", "aware_at_1": "10:00", "what": "A letter", "submission": str(uuid4())},
        "desk:rights:request": {"do": "withdraw"},
        "desk:rights:export": {"form": "json", "language": "pl"},
        "desk:rights:lift": {"told_on": "2026-11-25"},
        "desk:rights:authority": {"do": "note", "note-words": "Words"},
        "desk:rights:breach": {"do": "measure", "measure-words": "Words"},
        "desk:rights:activity_new": {"name": "Advice", "purpose": "Advice"},
        "desk:rights:activity": {"name": "Other", "purpose": "Other"},
        "desk:cases:show": {
            "do": "task",
            "task-words": "Call",
            "task-due_on": "2026-12-01",
            "task-assignee": str(place.things["other"].opened_by_id),
        },
        "desk:clients:details": {"birth": "1.2.1985", "sure": "given"},
        "desk:clients:contact": {"safe": "1", "may_call": "yes"},
        "desk:clients:names": {"text": "Somebody", "kind": "own"},
        "desk:clients:name": {"text": "Somebody", "kind": "own"},
        "desk:clients:documents": {"kind": "visa", "number": "V0101010"},
        "desk:clients:document": {"kind": "passport", "number": "V0202020"},
        "desk:clients:stay": {"basis": "cukr", "valid_from": "1.2.2027"},
        "desk:clients:status": {"remove": "1"},
        "desk:clients:family": {"kind": "child", "name": "Somebody"},
        "desk:clients:relative": {"remove": "1"},
        "desk:clients:deadlines": {"kind": "other", "on": "1.2.2027"},
        "desk:clients:deadline": {"finish": "1"},
        "desk:clients:compare": {"merge": "1"},
        "desk:consents:ask": ANSWER,
        "desk:consents:show": {"do": "withdraw", "how": "here"},
        "desk:consents:new": {"organization": str(place.centre.organization_id), "what": "consent-special"},
        "desk:consents:form": {"do": "discard"},
        "desk:consents:text": {"title": "Somebody", "body": "Somebody"},
        "desk:consents:bases": {"purpose": "advice", "article": "6-1-e", "act": "Somebody"},
        "desk:plans:need_new": {"words": "Somebody", "domain": "work", "urgency": "soon"},
        "desk:plans:need_change": {"words": "Somebody", "urgency": "soon", "state": "met"},
        "desk:plans:assess": {"moment": "review", "work": "3", "version": "1", "submission": str(uuid4())},
        "desk:plans:code": {"days": "30"},
        "desk:calendar:session": {"time": time_key(place.things["session"], 3), **PERSON, "message_language": "uk"},
        "desk:calendar:exception_new": {"provider": "all", "first_on": "2026-12-01", "last_on": "2026-12-01", "reason": "ill"},
        "desk:schedules:new": hours(place, provider=str(place.provider.pk)),
        "desk:schedules:change": hours(place),
        "desk:schedules:end": {"last_on": "2026-12-31"},
        "desk:appointments:move": {"time": time_key(place.things["session"], 4)},
        "desk:projects:new": PROJECT | {"prefix": "NEW", "centres": [str(place.centre.pk)]},
        "desk:projects:change": PROJECT | {"prefix": "CHANGED", "centres": [str(place.centre.pk)]},
        "desk:projects:checklist": CHECKLIST,
        "desk:projects:enrol": FACTS | SEEN,
        "desk:projects:end": {"on": "2026-11-25", "reason": "moved", "result": "unknown"},
        "desk:projects:correct": FACTS | {"sex": "man", "guardian": "Somebody", "why": "wrong"},
        "network:reports:freeze": {"first": "2026-10", "last": "2026-10", "understood": "on"},
    }.get(name, {"x": "1"})


@pytest.mark.parametrize("role", list(ROLES))
def test_without_the_right_nothing_is_written(world, role):
    """Every address of the staff, with values that would be believed from somebody else."""
    browser, before, asked, faults = browser_of(world, role), snapshot(), [], []
    for visit in visits(world, role, method="post"):
        expected = visit.page.status(role, visit.where, "post")
        if visit.name.startswith(INSIDE) and (expected in {403, 404} or role == "visitor"):
            answer = browser.post(visit.url, sensible(visit.name, visit.place))
            asked.append(visit.name)
            if answer.status_code != expected:
                faults.append(f"{visit}: {answer.status_code}, not {expected}")
    assert len(asked) > 20
    assert not faults, "\n".join(faults)
    assert changed(before, snapshot()) == []


def test_the_officer_is_believed(world):
    browser, written = browser_of(world, "dpo"), []
    for visit in visits(world, "dpo", method="post"):
        about_rights = visit.name.startswith(("desk:rights:", "desk:glass:review")) and visit.name != "desk:rights:release"
        if about_rights and (visit.place is world.poznan or not visit.page.about):
            with undone():
                before = snapshot()
                answer = browser.post(visit.url, sensible(visit.name, visit.place))
                assert answer.status_code in {200, 303}, f"{visit.name}: {text_of(answer)[:3000]}"
                written.append((visit.name, bool(changed(before, snapshot()))))
    assert {name for name, is_written in written if not is_written} == {"desk:rights:authority_export"}  # nothing was decided


@pytest.mark.parametrize("role", ["reception", "adviser", "manager", "stranger"])
def test_the_same_values_are_believed_from_those_who_may(world, role):
    """So that the test above does not pass because the values are wrong."""
    browser, place, written = browser_of(world, role), world.foreign if role == "stranger" else world.poznan, []
    names = [
        "desk:visits:new",
        "desk:contacts:new",
        "desk:clients:new",
        "desk:clients:change",
        "desk:calendar:session",
        "desk:contacts:attach",
    ]
    names += [f"desk:clients:{part}" for part in PARTS]
    names += ["desk:consents:ask", "desk:consents:show"]
    names += ["desk:documents:list", *([] if role == "reception" else ["desk:documents:show", "desk:documents:remove"])]
    roster = ["desk:schedules:new", "desk:schedules:change", "desk:schedules:end"]
    names += roster if role in {"manager", "stranger"} else []
    if role != "reception":
        names += ["desk:encounters:new", *(f"desk:projects:{name}" for name in ("enrol", "end", "correct"))]
    if role in {"manager", "stranger"}:
        names += [f"desk:projects:{name}" for name in ("new", "change", "checklist")]
    for name in names:
        visit = next(v for v in visits(world, role, method="post") if v.name == name and (v.place is place or not v.page.about))
        with undone():
            before = snapshot()
            answer = browser.post(visit.url, sensible(name, place))
            assert answer.status_code == 303, f"{name}: {text_of(answer)[:3000]}"
            written.append(bool(changed(before, snapshot())))
    assert all(written)


def refused(world, role, url, given):
    """The page comes back with a sentence, or the row does not exist; nothing is written, nothing foreign is said."""
    browser = browser_of(world, role)
    before = snapshot()
    answer = browser.post(url, given)
    assert changed(before, snapshot()) == []
    assert answer.status_code in {200, 403, 404, 422}, answer.headers
    assert leaks(answer, words_of(world.foreign) | words_of(world.konin), asked="") == set()
    if answer.status_code in {200, 422}:
        assert any(sign in text_of(answer) for sign in ('aria-invalid="true"', "errorlist", 'role="alert"', 'class="alert')), "says why"
    return answer


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_foreign_person_in_an_encounter(world, where):
    client = world.places()[where].things["client"].pk
    url = reverse("desk:encounters:new")
    refused(world, "adviser", url, encounter(world.poznan.service, who=str(client)))
    assert refused(world, "adviser", f"{url}?client={client}", encounter(world.poznan.service)).status_code == 404


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_foreign_person_for_a_contact(world, where):
    url = reverse("desk:contacts:attach", args=[world.poznan.things["contact"].pk])
    refused(world, "reception", url, {"client": str(world.places()[where].things["client"].pk)})


@pytest.mark.parametrize("kind", ["visit", "appointment"])
@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_encounter_from_a_foreign_visit_or_booking(world, where, kind):
    row = world.places()[where].things["started" if kind == "appointment" else "taken"]
    answer = refused(world, "adviser", f"{reverse('desk:encounters:new')}?{kind}={row.pk}", encounter(world.poznan.service))
    assert answer.status_code == 404


def test_service_of_another_organisation_in_an_encounter(world):
    refused(world, "adviser", reverse("desk:encounters:new"), encounter(world.foreign.service))


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_time_of_another_centre_at_the_own_sitting(world, where):
    url = reverse("desk:calendar:session", args=[world.poznan.things["session"].pk])
    given = {"time": time_key(world.places()[where].things["session"], 4), **PERSON, "message_language": "uk"}
    refused(world, "reception", url, given)


def test_time_of_another_organisation_for_moving(world):
    url = reverse("desk:appointments:move", args=[world.poznan.things["later"].pk])
    refused(world, "reception", url, {"time": time_key(world.foreign.things["session"], 4)})


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_absence_of_a_provider_of_another_place(world, where):
    given = {"provider": str(world.places()[where].provider.pk), "first_on": "2026-12-01", "last_on": "2026-12-01", "reason": "ill"}
    refused(world, "manager", reverse("desk:calendar:exception_new"), given)


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_duty_hours_with_the_service_room_or_provider_of_another_place(world, where):
    other, url = world.places()[where], reverse("desk:schedules:new")
    room = Room.objects.create(centre=other.centre, name="room of another place")
    fine = hours(world.poznan, provider=str(world.poznan.provider.pk))
    refused(world, "manager", url, fine | {"room": str(room.pk)})
    if where == "foreign":  # an organisation's people and services are for all its centres
        refused(world, "manager", url, fine | {"service": str(other.service.pk)})
        refused(world, "manager", url, fine | {"provider": str(other.provider.pk)})


@pytest.mark.parametrize("where", ["konin", "foreign"])
def test_centre_of_another_place_cannot_be_chosen(world, where):
    """Neither by its address nor by a field that the form does not have."""
    place, browser = world.places()[where], browser_of(world, "reception")
    assert browser.post(reverse("desk:today:choose_centre", args=[place.centre.slug])).status_code == 404
    with undone():
        given = contact(centre=str(place.centre.pk), organization=str(place.centre.organization_id), centre_slug=place.centre.slug)
        rows = len(place.rows())
        assert browser.post(reverse("desk:contacts:new"), given).status_code == 303
        assert len(place.rows()) == rows, "counted at the own centre whatever the form says"


def test_visitor_cannot_move_a_booking_into_another_organisation(world):
    """The time is a hidden field, and the free times of everybody are public."""
    url = reverse("portal:booking:move", args=[world.poznan.things["later"].token])
    before = snapshot()
    answer = browser_of(world, "visitor").post(url, {"time": time_key(world.foreign.things["session"], 4)})
    assert answer.status_code == 409
    assert changed(before, snapshot()) == []
