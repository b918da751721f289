"""Screens of the data-protection desk: written down at the counter, answered by the officer, without a name more than needed."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from mosty.casework.models import Task
from mosty.clients.actions import glass, requests, restricting
from mosty.clients.models import Activity, AuthorityRequest, Breach, BreakGlass, Client, DataRequest, GlassReview
from mosty.core.models import AccessEvent
from mosty.directory.enums import Profession
from mosty.directory.models import Membership
from tests.cast import sign_in
from tests.desk.moment import WEDNESDAY
from tests.paper.reading import text_of as printed

HOME = "/desk/rights/"
TODAY = WEDNESDAY.date()


def text(answer):
    return " ".join(answer.content.decode().split())


def given(**values):
    return {"kind": "access", "received_on": "2026-11-25", "came": "in-person", "asked_by": "person", "submission": str(uuid4())} | values


@pytest.fixture
def asked(cast, daryna):
    return requests.open_request(
        organization=cast.rops, kind="access", received_on=TODAY, came="letter", client=daryna, identity="document", by=cast.piotr
    )


def page_of(row):
    return reverse("desk:rights:request", args=[row.pk])


def test_reception_writes_a_request_down_on_the_page_of_the_person(cast, reception, daryna, file):
    address = f"{reverse('desk:rights:request_new')}?client={daryna.pk}"
    assert address in text(reception.get(file()))
    assert "Мельник" not in text(reception.get(address))  # the file is known; initials are enough
    answer = reception.post(address, given(identity="document", what="Усе, що є"), follow=True)
    assert "1/2026" in text(answer)
    row = DataRequest.objects.get()
    assert (row.client, row.assignee, row.taken_by) == (daryna, cast.piotr, cast.zuzanna)
    assert reception.get(page_of(row)).status_code == 403
    said = text(sign_in(cast.piotr).get(HOME))
    assert ("1/2026" in said, "33 days left" in said, "Мельник" in said) == (True, True, False)


def test_a_form_sent_twice_and_one_half_filled(officer, cast, clock):
    sent = given(who="Anna K.")
    address = reverse("desk:rights:request_new")
    assert officer.post(address, sent).status_code == 303
    assert "counted once" in text(officer.post(address, sent))
    wrong = text(officer.post(address, given(received_on="31.02.2026", who="Анна", came="")))
    assert ("Анна" in wrong, DataRequest.objects.count()) == (True, 1)
    assert "No file of this organisation" in text(officer.post(address, given(number="999999")))


def test_the_officer_finds_the_file_by_a_name_and_sees_initials(cast, officer, daryna):
    row = requests.open_request(organization=cast.rops, kind="correction", received_on=TODAY, came="letter", who="D. M.", by=cast.piotr)
    found = text(officer.post(page_of(row), {"do": "find", "find-text": "Melnyk Daryna"}))
    assert ("Д. М." in found, "Мельник" in found) == (True, False)
    assert officer.post(page_of(row), {"do": "tie", "client": str(daryna.pk)}).status_code == 303
    row.refresh_from_db()
    assert (row.client, Task.objects.get().assignee) == (daryna, cast.oksana)
    for wrong in ("", "x", str(uuid4())):
        assert officer.post(page_of(row), {"do": "tie", "client": wrong}).status_code == 404


def test_json_and_pdf_say_the_same_and_are_noted(officer, asked, daryna):
    address = reverse("desk:rights:export", args=[asked.pk])
    answer = officer.post(address, {"form": "json", "language": "uk"})
    body = json.loads(answer.content)
    assert (answer.headers["Cache-Control"], body["format"], body["ground"]) == ("no-store", "mosty-person/1", "1/2026")
    pdf = officer.post(address, {"form": "pdf", "language": "uk"})
    said = printed(pdf.content)
    for part in body["parts"]:
        if part["class"] in {"identity", "contact", "stay"}:
            words = [cell["words"] for row in part["rows"] for cell in row.values() if cell["words"]]
            assert [word for word in words if word.split()[0] not in said] == [], part["title"]
    assert "Дарина Мельник" in said
    assert AccessEvent.objects.filter(how="export", subject_type="clients.client", subject_ids=[str(daryna.pk)]).count() == 2
    history = text(officer.get(page_of(asked)))
    assert history.count("export made") == 2


@pytest.mark.parametrize("sent", [{}, {"form": "xml", "language": "uk"}, {"form": "pdf", "language": "xx"}])
def test_no_export_without_a_form_and_a_language(officer, asked, sent):
    assert officer.post(reverse("desk:rights:export", args=[asked.pk]), sent).status_code == 303
    assert not AccessEvent.objects.filter(how="export").exists()


def test_answered_extended_given_on(cast, officer, asked):
    page = page_of(asked)
    shown = text(officer.post(page, {"do": "extend", "extend-words": "", "extend-told_on": "2026-11-25"}))
    assert "Please fill this in." in shown
    assert officer.post(page, {"do": "extend", "extend-words": "many files", "extend-told_on": "2026-11-25"}).status_code == 303
    wrong = {"answer-decision": "refused", "answer-basis": "", "answer-came": "letter", "answer-answered_on": "2026-11-25"}
    assert "Please choose the provision" in text(officer.post(page, {"do": "answer"} | wrong))
    assert officer.post(page, {"do": "answer"} | wrong | {"answer-decision": "granted"}).status_code == 303
    assert "changed meanwhile" in text(officer.post(page, {"do": "answer"} | wrong))  # two tabs
    asked.refresh_from_db()
    assert (asked.decision, asked.due_on.isoformat()) == ("granted", "2027-02-25")


def test_a_restricted_file_says_so_and_is_lifted_from_the_first_page(cast, officer, adviser, daryna, file):
    row = restricting.restrict(daryna, ground="accuracy", by=cast.piotr)
    assert "Processing of this file is restricted" in text(adviser.get(file()))
    refused = text(adviser.post(file("names/"), {"text": "Daryna", "kind": "own"}))
    assert "restricted (GDPR Art. 18)" in refused
    assert "Д. М." in text(officer.get(HOME))
    address = reverse("desk:rights:lift", args=[row.pk])
    officer.post(address, {"told_on": "2026-13-01"})
    assert Client.objects.get(pk=daryna.pk).restricted_on
    assert officer.post(address, {"told_on": "2026-11-25"}).status_code == 303
    assert Client.objects.get(pk=daryna.pk).restricted_on is None


def test_a_request_to_be_erased(cast, officer, daryna):
    row = requests.open_request(organization=cast.rops, kind="erasure", received_on=TODAY, came="letter", client=daryna, by=cast.piotr)
    page = page_of(row)
    assert "Erase the person" not in text(officer.get(page))  # not known yet who asks
    officer.post(page, {"do": "identity", "identity-how": "document"})
    assert "numbers without a name stay" in text(officer.get(page))
    assert "Please tick this first." in text(officer.post(page, {"do": "erase"}))
    assert officer.post(page, {"do": "erase", "erase-understood": "on"}).status_code == 303
    shown = text(officer.get(page))
    assert ("The file was erased since." in shown, "Erase the person" in shown) == (True, False)
    answer = {"do": "answer", "answer-decision": "granted", "answer-came": "letter", "answer-answered_on": "2026-11-25"}
    assert officer.post(page, answer).status_code == 303
    assert officer.get("/desk/rights/requests/").status_code == 200


def test_a_psychologist_releases_confidential_notes(cast, asked, daryna):
    Membership.objects.filter(user=cast.marta).update(profession=Profession.PSYCHOLOGIST)
    address = reverse("desk:rights:release", args=[asked.pk])
    assert sign_in(cast.oksana).get(address).status_code == 404
    browser = sign_in(cast.marta)
    assert "not released" in text(browser.get(address))
    assert browser.post(address, {"kind": "lawyer", "released": "yes"}).status_code == 200
    assert browser.post(address, {"kind": "psychologist", "released": "yes"}).status_code == 303
    assert "confidential notes released" in text(sign_in(cast.piotr).get(page_of(asked)))


def test_police_at_the_counter(cast, reception, officer, daryna):
    sent = {"kind": "police", "unit": "KMP, asp. Nowak", "received_on": "2026-11-25", "came": "in-person", "submission": str(uuid4())}
    address = reverse("desk:rights:authority_new")
    assert "Please fill this in." in text(reception.post(address, sent | {"asked": ""}))
    assert reception.post(address, sent | {"asked": "=HYPERLINK(1)"}).status_code == 303
    row = AuthorityRequest.objects.get()
    page = reverse("desk:rights:authority", args=[row.pk])
    assert reception.get(page).status_code == 403
    decided = {"do": "decide", "decide-decision": "refused", "decide-basis": "no law was named", "decide-words": ""}
    assert officer.post(page, decided).status_code == 303
    assert officer.post(page, {"do": "tell", "tell-told": "not-told", "tell-words": "unknown person"}).status_code == 303
    assert officer.post(reverse("desk:rights:authority_export", args=[row.pk])).status_code == 303  # refused in words
    register = officer.get(reverse("desk:rights:register_csv")).content.decode()
    assert "no law was named" in register
    assert "'=HYPERLINK(1)" in register
    assert AccessEvent.objects.filter(how="export", subject_type="clients.authorityrequest").exists()


def test_a_breach_counts_down(cast, reception, officer, clock):
    sent = {"aware_at_0": "2026-11-25", "aware_at_1": "10:00", "what": "A letter to the wrong person", "submission": str(uuid4())}
    assert reception.post(reverse("desk:rights:breach_new"), sent).status_code == 303
    row = Breach.objects.get()
    assert "70 hours left" in text(officer.get(HOME))
    page = reverse("desk:rights:breach", args=[row.pk])
    assert "Please assess the risk first." in text(officer.post(page, {"do": "close"}))
    assert officer.post(page, {"do": "assess", "assess-risk": "unlikely", "assess-people_count": "1"}).status_code == 303
    assert officer.post(page, {"do": "close"}).status_code == 303
    assert "No breach is open." in text(officer.get(HOME))
    late = text(reception.post(reverse("desk:rights:breach_new"), sent | {"aware_at_0": "2026-11-26", "submission": str(uuid4())}))
    assert "in the future" in late


def test_the_record_begins_with_ready_made_lines_to_be_read(cast, officer):
    address = reverse("desk:rights:activities")
    officer.post(address)
    officer.post(address)
    rows = Activity.objects.filter(organization=cast.rops)
    assert rows.count() == 8
    page = reverse("desk:rights:activity", args=[rows.order_by("position")[0].pk])
    assert "Please fill this in." in text(officer.post(page, {"name": "Porady", "purpose": ""}))
    assert officer.post(page, {"name": "=Porady", "purpose": "Cel", "is_checked": "on"}).status_code == 303
    assert "'=Porady" in officer.get(reverse("desk:rights:record_csv")).content.decode()
    assert officer.get(reverse("desk:rights:record_xlsx")).content[:2] == b"PK"


def test_told_of_broken_glass_until_seen_and_looked_at_twice(cast, adviser, officer, daryna):
    glass.break_glass(daryna, reason="is-here", words="stands at our desk", by=cast.ewa)
    today = text(adviser.get("/desk/"))
    assert "stands at our desk" in today
    notice = adviser.get("/desk/").content.decode().split("/desk/glass/seen/")[1].split("/")[0]
    assert officer.post(f"/desk/glass/seen/{notice}/").status_code == 404
    adviser.post(f"/desk/glass/seen/{notice}/")
    assert "stands at our desk" not in text(adviser.get("/desk/"))
    assert "stands at our desk" in text(officer.get(HOME))
    row = BreakGlass.objects.get()
    address = reverse("desk:glass:review", args=[row.pk])
    officer.post(address, {"verdict": "not-fine"})
    assert not GlassReview.objects.exists()
    officer.post(address, {"verdict": "fine"})
    assert "stands at our desk" not in text(officer.get(HOME))
    assert "fine" in text(officer.get("/desk/glass/"))


def test_who_looked_is_a_paper_in_the_person_s_language(cast, officer, adviser, daryna, file):
    adviser.get(file())
    answer = officer.get(reverse("desk:looks:paper", args=[daryna.pk]))
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    said = printed(answer.content)
    assert ("Oksana Tkaczenko" in said, "25 листопада 2026" in said, "Мельник" in said) == (True, True, False)
    assert officer.get(f"{reverse('desk:looks:paper', args=[daryna.pk])}?language=xx").status_code == 404


def test_empty_pages_teach(officer):
    shown = text(officer.get(HOME))
    for words in ("Nobody waits for an answer.", "No breach is open.", "Everything was looked at.", "No file is restricted."):
        assert words in shown
