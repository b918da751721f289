"""The data-protection desk: requests and their month, restriction, breaches, second looks, reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mosty.casework.actions.cases import open_case
from mosty.casework.models import Task
from mosty.clients.access.rights import get_named, get_numbered, get_request, unreviewed_glass, unseen_glass, visible_requests
from mosty.clients.actions import breaches, change_client, glass, granting, holds, merging, open_client, reminding, requests, restricting
from mosty.clients.actions.contact import save_contact
from mosty.clients.actions.hiding import hide_file
from mosty.clients.enums.rights import RequestStep
from mosty.clients.models import BreachEvent, BreakGlass, Client, DataRequest, RequestEvent, Restriction
from mosty.clients.queries.rights import open_breach, open_requests, words_of_request
from mosty.comms.models import Message
from mosty.core.errors import Missing, PermissionDenied, Refusal

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)  # 11:20 in Warsaw
TODAY = NOW.date()


@pytest.fixture
def clock(clock):
    clock.set(NOW)
    return clock


@pytest.fixture
def olena(cast, clock):
    return open_client(centre=cast.poznan, name="Olena Savchuk", phone="600100200", birth_year=1991, by=cast.oksana)


def ask(cast, client=None, **values):
    given = {"kind": "access", "received_on": TODAY, "came": "letter", "who": "" if client else "Olena S., Poznań", "client": client}
    return requests.open_request(organization=cast.rops, by=cast.piotr, **(given | values))


def steps(row):
    return [event.step for event in RequestEvent.objects.filter(request=row).order_by("pk")]


def test_a_request_is_numbered_sealed_and_due_in_a_month(cast, clock):
    row = ask(cast, who="Анна Коваль", what="Everything, please")
    assert (row.number, row.year, row.due_on, row.assignee) == (1, 2026, date(2026, 12, 28), cast.piotr)
    assert ask(cast).number == 2
    assert words_of_request(row) == {"who": "Анна Коваль", "what": "Everything, please", "decision": ""}
    assert "Коваль" not in row.who_sealed
    assert [one.days for one in open_requests(cast.piotr)] == [33, 33]
    assert open_requests(cast.adam) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"who": " "}, "no-who"),
        ({"kind": "nonsense"}, "bad-kind"),
        ({"came": ""}, "bad-kind"),
        ({"received_on": TODAY + timedelta(days=1)}, "bad-day"),
        ({"received_on": date(1200, 1, 1)}, "bad-day"),
        ({"what": "x\u202ey"}, "direction-marks"),
        ({"what": "x\n" * 5000}, "too-long"),
        ({"who": "ż" * 500}, "too-long"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast, clock, change, code):
    with pytest.raises(Refusal, match=code) as refused:
        ask(cast, **change)
    assert str(refused.value.sentence)
    assert not DataRequest.objects.exists()


def test_reception_writes_down_and_the_officer_is_told_without_a_name(cast, olena):
    row = requests.open_request(
        organization=cast.rops, kind="access", received_on=TODAY, came="in-person", client=olena, identity="document", by=cast.zuzanna
    )
    assert (row.assignee, row.taken_by) == (cast.piotr, cast.zuzanna)
    (letter,) = Message.objects.filter(kind="staff-request")
    assert (letter.address, letter.facts) == ("piotr@mosty.example", {"path": f"/desk/rights/requests/{row.pk}/"})
    with pytest.raises(PermissionDenied):
        requests.confirm_identity(row, how="document", by=cast.zuzanna)


def test_correction_becomes_a_task_of_the_file_s_worker(cast, olena):
    open_case(olena, worker=cast.marta, by=cast.marta)
    row = ask(cast, kind="correction")
    assert not Task.objects.exists()
    requests.find_file(row, olena, by=cast.piotr)
    (task,) = Task.objects.all()
    assert (task.assignee, task.client, task.due_on) == (cast.marta, olena, row.due_on - timedelta(days=7))
    assert steps(row) == ["received", "found", "asked"]


def test_a_file_of_another_organisation_is_never_tied(cast, clock):
    foreign = open_client(centre=cast.foreign, name="Obca", by=cast.adam)
    with pytest.raises(Refusal, match="other-organisation"):
        ask(cast, foreign)
    with pytest.raises(Refusal, match="other-organisation"):
        requests.find_file(ask(cast), foreign, by=cast.piotr)
    with pytest.raises(Missing):
        get_named(cast.piotr, foreign.pk)
    with pytest.raises(Missing):
        get_numbered(cast.piotr, cast.other.pk, foreign.number)
    row = ask(cast)
    for who, answer in (("adam", PermissionDenied), ("oksana", PermissionDenied), ("hanna", PermissionDenied)):
        with pytest.raises(answer):
            get_request(cast.people[who], row.pk)
    assert not visible_requests(cast.adam).exists()


def test_a_merged_file_leads_to_the_one_that_was_kept(cast, olena):
    twin = open_client(centre=cast.konin, name="Olena Savczuk", by=cast.ewa)
    row = ask(cast, twin)
    merging.merge(olena, twin, take={}, by=cast.oksana)
    row.refresh_from_db()
    assert (row.client, get_numbered(cast.piotr, cast.rops.pk, twin.number)) == (olena, olena)


def test_more_time_once_told_within_the_month(cast, clock):
    row = ask(cast)
    with pytest.raises(Refusal, match="no-words"):
        requests.extend(row, words="", told_on=TODAY, by=cast.piotr)
    with pytest.raises(Refusal, match="bad-day"):
        requests.extend(row, words="many", told_on=TODAY + timedelta(days=1), by=cast.piotr)
    row = requests.extend(row, words="many files", told_on=TODAY, by=cast.piotr)
    assert row.due_on == date(2027, 2, 25)
    with pytest.raises(Refusal, match="extended"):
        requests.extend(row, words="again", told_on=TODAY, by=cast.piotr)
    late = ask(cast)
    clock.go(days=34)
    with pytest.raises(Refusal, match="told-late"):
        requests.extend(late, words="many files", told_on=date(2026, 12, 29), by=cast.piotr)
    assert requests.extend(late, words="many files", told_on=date(2026, 12, 28), by=cast.piotr).extended_on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"decision": "refused"}, "no-basis"),
        ({"decision": "refused", "basis": "other"}, "no-words"),
        ({"decision": "granted"}, "no-file"),
        ({"decision": "perhaps"}, "bad-kind"),
        ({"decision": "no-data", "answered_on": TODAY + timedelta(days=1)}, "bad-day"),
        ({"decision": "no-data", "answered_on": TODAY - timedelta(days=1)}, "bad-day"),
    ],
)
def test_an_answer_needs_what_the_law_asks(cast, clock, given, code):
    row = ask(cast)
    with pytest.raises(Refusal, match=code):
        requests.answer(row, **({"came": "letter", "answered_on": TODAY, "by": cast.piotr} | given))
    row.refresh_from_db()
    assert row.is_open


def test_a_request_is_answered_once_and_its_history_stays(cast, olena):
    row = ask(cast, olena)
    given = {"decision": "granted", "came": "in-person", "answered_on": TODAY, "by": cast.piotr}
    with pytest.raises(Refusal, match="no-identity"):
        requests.answer(row, **given)
    requests.confirm_identity(row, how="document", by=cast.piotr)
    requests.answer(row, **given)
    for verb in (lambda: requests.answer(row, **given), lambda: requests.withdraw(row, by=cast.piotr)):
        with pytest.raises(Refusal, match="closed"):
            verb()
    assert steps(row) == ["received", "identified", "answered"]


def test_two_at_once_get_two_numbers_and_a_form_sent_twice_counts_once(cast, clock):
    submission = "6f1c2f0e-33aa-4a60-9f24-7d5e8f9f0a11"
    ask(cast, submission=submission)
    with pytest.raises(Refusal, match="already-counted"):
        ask(cast, submission=submission)
    assert DataRequest.objects.count() == 1


# --- restriction ----------------------------------------------------------------------------------------------------


def test_a_restricted_file_is_kept_and_not_changed(cast, olena):
    row = ask(cast, olena, kind="restriction")
    held = restricting.restrict(olena, ground="accuracy", request=row, by=cast.piotr)
    assert restricting.restrict(olena, ground="claims", by=cast.piotr) == held
    values = {"phone": "", "email": "", "language": "", "citizenship": "", "birth_year": None}
    with pytest.raises(Refusal, match="restricted"):
        change_client(olena, name="Olena", by=cast.oksana, **values)
    with pytest.raises(Refusal, match="restricted"):
        save_contact(olena, may_call="no", by=cast.oksana)
    twin = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    for pair in ((olena, twin), (twin, olena)):
        with pytest.raises(Refusal, match="restricted"):
            merging.merge(*pair, take={}, by=cast.oksana)
    assert hide_file(olena, is_hidden=True, by=cast.oksana).is_hidden  # that protects the person
    assert Task.objects.filter(assignee=cast.oksana).exists()
    with pytest.raises(Refusal, match="bad-day"):
        restricting.lift(held, told_on=TODAY + timedelta(days=1), by=cast.piotr)
    restricting.lift(held, told_on=TODAY, by=cast.piotr)
    save_contact(olena, may_call="no", by=cast.oksana)
    assert Client.objects.get(pk=olena.pk).restricted_on is None
    assert steps(row) == ["received", "restricted", "lifted"]
    restricting.restrict(olena, ground="claims", by=cast.piotr)
    assert Restriction.objects.count() == 2


def test_only_the_officer_restricts(cast, olena):
    for who in (cast.oksana, cast.hanna, cast.adam):
        with pytest.raises(PermissionDenied):
            restricting.restrict(olena, ground="accuracy", by=who)


# --- erasure ----------------------------------------------------------------------------------------------------------


def test_who_asked_is_erased_and_answered_afterwards(cast, olena):
    row = ask(cast, olena, kind="erasure")
    with pytest.raises(Refusal, match="no-identity"):
        granting.erase_for_request(row, by=cast.piotr)
    requests.confirm_identity(row, how="document", by=cast.piotr)
    with pytest.raises(PermissionDenied):
        granting.erase_for_request(row, by=cast.oksana)
    assert not granting.in_the_way(olena).is_held
    assert granting.erase_for_request(row, by=cast.piotr).is_whole
    assert Client.objects.get(pk=olena.pk).name == ""
    with pytest.raises(Missing):
        get_named(cast.piotr, olena.pk)
    row = requests.answer(row, decision="granted", came="letter", answered_on=TODAY, by=cast.piotr)
    assert steps(row) == ["received", "identified", "erased", "answered"]
    assert open_requests(cast.piotr) == []


def test_nobody_is_erased_who_asked_for_something_else_or_is_held(cast, olena):
    with pytest.raises(Refusal, match="bad-kind"):
        granting.erase_for_request(ask(cast, olena, identity="document"), by=cast.piotr)
    holds.put_hold(olena, reason="court case", by=cast.piotr)
    row = ask(cast, olena, kind="erasure", identity="document")
    assert granting.in_the_way(olena).is_held
    with pytest.raises(Refusal, match="held"):
        granting.erase_for_request(row, by=cast.piotr)
    assert Client.objects.get(pk=olena.pk).name == "Olena Savchuk"


# --- breaches -------------------------------------------------------------------------------------------------------


def noted(cast, **values):
    return breaches.note_breach(
        **({"organization": cast.rops, "aware_at": NOW, "what": "A letter to the wrong person", "by": cast.zuzanna} | values)
    )


KNOWN = {"natures": ["confidentiality"], "people_count": 1, "records_count": 1, "whom": "one person", "consequences": "c", "measures": "m"}


def test_72_hours_run_and_the_officer_is_told_at_once(cast, clock):
    row = noted(cast)
    assert Message.objects.filter(kind="staff-breach", address="piotr@mosty.example").count() == 1
    assert (open_breach(row).hours, open_breach(row).is_running) == (72, True)
    clock.go(hours=71, minutes=30)
    assert open_breach(row).hours == 0
    clock.go(hours=1)
    assert (open_breach(row).hours, open_breach(row).is_late) == (-1, True)
    with pytest.raises(Refusal, match="no-words"):
        breaches.tell_office(row, told_at=NOW + timedelta(hours=72, minutes=30), by=cast.piotr)
    row = breaches.tell_office(row, told_at=NOW + timedelta(hours=72, minutes=30), words="found late", by=cast.piotr)
    assert not open_breach(row).is_running


def test_a_breach_closes_when_those_are_told_whom_the_law_names(cast, clock):
    row = noted(cast)
    with pytest.raises(Refusal, match="no-risk"):
        breaches.close_breach(row, by=cast.piotr)
    row = breaches.assess_breach(row, risk="high", by=cast.piotr, **KNOWN)
    with pytest.raises(Refusal, match="office-first"):
        breaches.close_breach(row, by=cast.piotr)
    breaches.tell_office(row, told_at=NOW, by=cast.piotr)
    with pytest.raises(Refusal, match="people-first"):
        breaches.close_breach(row, by=cast.piotr)
    breaches.tell_people(row, told_on=TODAY, words="by letter", by=cast.piotr)
    row = breaches.close_breach(row, by=cast.piotr)
    with pytest.raises(Refusal, match="closed"):
        breaches.assess_breach(row, risk="risk", by=cast.piotr, **KNOWN)
    breaches.add_measure(row, words="training held", by=cast.piotr)
    said = [event.step for event in BreachEvent.objects.order_by("pk")]
    assert said == ["noted", "assessed", "office-told", "people-told", "closed", "measure"]
    assert BreachEvent.objects.get(step="assessed").content["risk"] == "high"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"aware_at": NOW + timedelta(minutes=1)}, "bad-moment"),
        ({"what": " "}, "no-words"),
        ({"natures": ["fun"]}, "bad-kind"),
        ({"what": "x" * 50_000}, "too-long"),
    ],
)
def test_a_breach_that_cannot_be_is_refused(cast, clock, change, code):
    with pytest.raises(Refusal, match=code):
        noted(cast, **change)


# --- told of broken glass -------------------------------------------------------------------------------------------

HERE = {"reason": "is-here", "words": "stands at our desk"}


def test_the_owner_and_the_officer_are_told_until_they_say_they_have_seen_it(cast, olena):
    open_case(olena, worker=cast.marta, by=cast.marta)
    row = glass.break_glass(olena, by=cast.ewa, **HERE)
    glass.break_glass(olena, by=cast.ewa, **HERE)  # still open: nobody is told twice
    told = {name: unseen_glass(cast.people[name]).count() for name in ("marta", "piotr", "oksana", "hanna", "ewa", "adam")}
    assert told == {"marta": 1, "piotr": 1, "oksana": 0, "hanna": 0, "ewa": 0, "adam": 0}
    letters = Message.objects.filter(kind="staff-glass").order_by("address")
    assert [(one.address, one.facts) for one in letters] == [
        ("marta@mosty.example", {"path": "/desk/glass/"}),
        ("piotr@mosty.example", {"path": "/desk/glass/"}),
    ]
    notice = unseen_glass(cast.marta).get()
    with pytest.raises(PermissionDenied):
        glass.see_notice(notice, by=cast.oksana)
    glass.see_notice(notice, by=cast.marta)
    assert not unseen_glass(cast.marta).exists()
    assert unreviewed_glass(cast.piotr).get() == row


def test_without_a_case_those_who_work_with_the_person_are_told(cast, olena):
    glass.break_glass(olena, by=cast.ewa, **HERE)
    assert unseen_glass(cast.oksana).count() == 1  # she opened the file


def test_the_second_look_is_kept_once(cast, olena):
    row = glass.break_glass(olena, by=cast.ewa, **HERE)
    with pytest.raises(PermissionDenied):
        glass.review(row, verdict="fine", by=cast.hanna)
    with pytest.raises(Refusal, match="no-words"):
        glass.review(row, verdict="not-fine", by=cast.piotr)
    kept = glass.review(row, verdict="not-fine", words="no need for it", by=cast.piotr)
    assert glass.review(row, verdict="fine", by=cast.piotr) == kept
    assert not unreviewed_glass(cast.piotr).exists()
    assert not unseen_glass(cast.piotr).exists()


# --- reminders ------------------------------------------------------------------------------------------------------


def test_a_request_is_reminded_of_at_each_nearness_once(cast, clock):
    ask(cast)  # due on 28 December
    written = []
    for _day in range(36):
        clock.go(days=1)
        written.append(reminding.remind_requests())
        assert reminding.remind_requests() == 0
    assert [number for number, count in enumerate(written, start=1) if count] == [26, 31, 33, 34]  # 7, 2 and 0 days before, and late


def test_after_an_outage_only_the_nearest_is_written(cast, clock):
    ask(cast)
    clock.go(days=32)
    assert [reminding.remind_requests() for _ in range(3)] == [1, 0, 0]


def test_breaches_and_second_looks_are_reminded_of(cast, olena, clock):
    noted(cast)
    glass.break_glass(olena, by=cast.ewa, **HERE)
    assert reminding.remind() == 0
    clock.go(hours=49)
    assert [reminding.remind_breaches() for _ in range(2)] == [1, 0]
    clock.go(days=6)
    assert [reminding.remind_reviews() for _ in range(2)] == [1, 0]
    clock.go(days=7, minutes=1)
    assert reminding.remind_reviews() == 1
    glass.review(BreakGlass.objects.get(), verdict="fine", by=cast.piotr)
    clock.go(days=8)
    assert reminding.remind_reviews() == 0


# --- what the database keeps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["requestevent", "breachevent", "glassreview"])
@pytest.mark.parametrize("statement", ["UPDATE clients_{} SET id = id", "DELETE FROM clients_{}"])
def test_history_is_append_only(cast, olena, table, statement):
    ask(cast)
    noted(cast)
    glass.review(glass.break_glass(olena, by=cast.ewa, **HERE), verdict="fine", by=cast.piotr)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert RequestStep.RECEIVED in RequestEvent.objects.values_list("step", flat=True).order_by("pk")
