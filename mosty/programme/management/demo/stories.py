"""A few files told whole, by the real verbs, so that every screen of the work with people has something to show. All invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mosty.casework.actions.assessments import assess
from mosty.casework.actions.cases import close_case, do_task, give_task, hand_over, open_case, pause_case
from mosty.casework.actions.copies import give_code
from mosty.casework.actions.drafts import keep_draft
from mosty.casework.actions.needs import change_need, note_need
from mosty.casework.actions.notes import write_note
from mosty.casework.actions.plans import save_plan, tick_action
from mosty.casework.actions.visits import attach_client
from mosty.casework.models import Action, Encounter, Task
from mosty.casework.queries.questionnaires import from_template
from mosty.clients.actions.contact import save_contact, save_languages, save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.files import open_client
from mosty.clients.actions.glass import break_glass
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import add_deadline, save_status
from mosty.clients.enums import BirthQuality
from mosty.clients.models import Client
from mosty.programme.management.demo.cast import Staff
from mosty.programme.management.demo.network import Network

MAIN = "poznan"
PEOPLE, LATE, DONE = 16, 4, 2  # cases of one adviser; of their tasks: overdue, done
TASKS = (
    "Zadzwonić w sprawie szkoły",
    "Sprawdzić stan sprawy w urzędzie",
    "Przygotować wniosek",
    "Umówić tłumacza",
    "Wysłać listę dokumentów",
)


def load(network: Network, staff: Staff, *, today: date, say: Callable[[str], None]) -> None:
    """Wants the year written, and an open transaction. The same stories for the same day."""
    _twins(network, staff)
    _plan(network, staff, today)
    _hidden(network, staff)
    _work(network, staff, today)
    say("stories: two files of one person, a plan in Georgian, a hidden file, cases, tasks, notes of every class, a broken glass")


def _twins(network: Network, staff: Staff) -> None:
    """Олександр Шевченко, known as Aleksander Szewczenko: two files that nobody has put together yet."""
    centre = network.centres[MAIN]
    born = {"birth_quality": BirthQuality.FULL, "birth_on": date(1988, 3, 14), "birth_year": 1988}
    first = open_client(
        centre=centre, name="Олександр Шевченко", phone="+19075550197", language="uk", citizenship="UA", by=staff.users["oksana"]
    )
    second = open_client(
        centre=centre, name="Aleksander Szewczenko", phone="+19075550195", language="uk", citizenship="UA", by=staff.users["zuzanna"]
    )
    for client, by in ((first, "oksana"), (second, "zuzanna")):
        save_details(client, by=staff.users[by], **born)
    write_note(
        first,
        kind="casework",
        text="Szuka pracy jako spawacz, ma uprawnienia z Ukrainy. Prosi o pomoc w uznaniu.",
        by=staff.users["oksana"],
    )


def _plan(network: Network, staff: Staff, today: date) -> None:
    """ნინო ბერიძე from Tbilisi: needs, an assessment, a plan with its copy in Georgian, what was given for which need."""
    oksana, halyna, zuzanna = staff.users["oksana"], staff.users["halyna"], staff.users["zuzanna"]
    nino = open_client(centre=network.centres[MAIN], name="ნინო ბერიძე", phone="+19075550198", language="ka", citizenship="GE", by=oksana)
    add_name(nino, text="Nino Beridze", kind="passport", by=oksana)
    save_details(
        nino, by=oksana, birth_quality=BirthQuality.FULL, birth_on=date(1991, 6, 2), birth_year=1991, sex="woman", needs_interpreter="yes"
    )
    save_languages(nino, [("ka", "native", "yes"), ("ru", "b2", "yes"), ("pl", "a1", "")], by=oksana)
    save_contact(nino, may_call="no", may_text="yes", may_write="yes", prefers_woman="yes", who_answers="mąż", when="po 16:00", by=oksana)
    save_relation(nino, kind="child", name="Luka", birth_year=2018, lives_together="yes", by=oksana)
    save_status(nino, basis="temporary", valid_from=today - timedelta(days=320), valid_to=today + timedelta(days=45), by=oksana)
    add_deadline(nino, kind="appeal", on=today + timedelta(days=8), words="odmowa miejsca w szkole", by=oksana)
    case = open_case(nino, worker=oksana, by=oksana)
    needs = [
        note_need(nino, domain="family", words="miejsce w szkole dla syna", urgency="now", by=oksana),
        note_need(nino, domain="residence", words="nowa karta pobytu", urgency="soon", by=oksana),
        note_need(nino, domain="work", words="praca jako piekarka", urgency="later", by=oksana),
        note_need(nino, domain="language", words="kurs polskiego A2", by=oksana),
    ]
    scores = {"residence": "3", "language": "2", "work": "2", "housing": "4", "health": "4", "family": "2", "mind": "3", "digital": "4"}
    assess(nino, moment="entry", answers=scores, summary="Zaczyna od spraw syna.", on=today - timedelta(days=60), by=oksana)
    assess(nino, moment="review", answers=scores | {"language": "3", "residence": "4"}, summary="Uczy się szybko.", by=oksana)
    plan = save_plan(nino, from_template("first-weeks", "pl", today, theirs="ka"), base=0, by=oksana)
    for action in Action.objects.filter(goal__plan=plan).order_by("goal__position", "position")[:2]:
        tick_action(action, by=oksana)
    give_code(plan, days=90, by=oksana)
    change_need(needs[3], words=needs[3].words, urgency="soon", state="met", by=oksana)
    for encounter in _nobodys(network, oksana, 3):
        attach_client(encounter.visit, nino, by=oksana)
        encounter.deliveries.update(need=needs[0])
    hand_over(case, to=staff.users["marta"], overlap=14, words="Szkoła syna: termin odwołania.", by=oksana)
    write_note(nino, kind="reception", text="Prosi, żeby nie dzwonić przed 16:00.", by=zuzanna)
    write_note(nino, kind="casework", text="Szkoła odmówiła na piśmie. Wyjaśniliśmy list i 14 dni na odwołanie.", by=oksana)
    write_note(nino, kind="psychologist", text="Pierwsza rozmowa; śpi lepiej, odkąd syn ma zajęcia.", by=halyna)
    keep_draft(nino, text="Zadzwoniłam do szkoły nr 12, jest jedno miejsce w klasie 2b", kind="casework", by=oksana)


def _hidden(network: Network, staff: Staff) -> None:
    """A woman whose file only those find who work with her."""
    halyna = staff.users["halyna"]
    client = open_client(
        centre=network.centres[MAIN], name="Мирослава Т.", phone="+19075550196", language="uk", citizenship="UA", by=halyna
    )
    save_contact(client, may_call="no", may_leave_message="no", may_text="no", may_write="no", by=halyna)
    write_note(client, kind="psychologist", text="Bezpieczne miejsce do końca miesiąca; kontakt tylko przez nas.", by=halyna)
    hide_file(client, is_hidden=True, by=halyna)


def _work(network: Network, staff: Staff, today: date) -> None:
    """An adviser's people, days and tasks; somebody of another centre opens a file with a reason."""
    oksana, marta = staff.users["oksana"], staff.users["marta"]
    known = Client.objects.filter(centre=network.centres[MAIN], encounters__worker=oksana, cases=None, merged_into=None, is_hidden=False)
    people = list(known.select_related("centre").distinct().order_by("number")[:PEOPLE])
    for number, client in enumerate(people):
        case = open_case(client, worker=oksana, by=oksana)
        add_deadline(client, kind=("papers", "appointment", "other")[number % 3], on=today + timedelta(days=3 + 5 * number), by=oksana)
        task = give_task(words=TASKS[number % len(TASKS)], due_on=today + timedelta(days=number), assignee=oksana, by=oksana, client=client)
        if number < LATE:
            Task.objects.filter(pk=task.pk).update(due_on=today - timedelta(days=2 + number))
        elif number < LATE + DONE:
            do_task(task, by=oksana)
        if number % 8 == 5:
            pause_case(case, until=today + timedelta(days=30), words="Wyjazd do rodziny.", by=oksana)
        if number % 8 == 7:
            close_case(case, outcome="done", words="Karta odebrana, praca znaleziona.", by=oksana)
    for client in people[:3]:
        note_need(client, domain="housing", words="mieszkanie z umową", by=oksana)
        write_note(client, kind="casework", text="Prosi o pomoc w rozmowie z właścicielem mieszkania.", by=marta)
    if people:
        ewa = staff.users["ewa"]
        break_glass(people[0], reason="is-here", words="Jest u nas w Koninie, prosi o termin swojej sprawy.", by=ewa)


def _nobodys(network: Network, worker: object, count: int) -> list[Encounter]:
    """Conversations of the year that belong to nobody yet, the newest first: numbers stay as they are."""
    rows = Encounter.objects.filter(centre=network.centres[MAIN], client=None, visit__client=None, worker=worker)
    return list(rows.select_related("visit").order_by("-started_at", "pk")[:count])
