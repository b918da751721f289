"""Two files become one, whole or not at all, and two again."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.clients.actions import change_client, open_client
from mosty.clients.actions.contact import save_contact, save_languages, save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.merging import REGISTER, forget_old_merges, merge, tell_apart, undo_merge
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import add_deadline, save_status
from mosty.clients.models import Client, ClientKey, Merge, PairVerdict
from mosty.clients.queries import find_clients
from mosty.clients.queries.alike import twins
from mosty.core import time
from mosty.core.errors import Refusal
from tests.cast import make_cast

# keys to a person that a merge does not move: what they say is about the file, not about the person
STAY = {
    ("clients.Client", "merged_into"),
    ("clients.ClientKey", "client"),  # made anew
    ("clients.Merge", "kept"),
    ("clients.Merge", "gone"),
    ("clients.PairVerdict", "first"),  # about these two files, for ever
    ("clients.PairVerdict", "second"),
}


@pytest.fixture
def two(cast):
    kept = open_client(centre=cast.poznan, name="Дарина Мельник", phone="+48600100200", language="uk", by=cast.oksana)
    gone = open_client(centre=cast.poznan, name="Daryna Melnyk", phone="+48608800900", citizenship="UA", birth_year=1991, by=cast.marta)
    return kept, gone


def full(cast, client, number):
    """Every kind of row that a person has, and the ids of all."""
    by = cast.oksana
    add_name(client, text=f"Melnyk {number}", kind="former", by=by)
    document = save_identifier(client, kind="passport", number=f"FE{number}23456", valid_to=date(2027, 1, 1), by=by)
    save_status(client, basis="visa", valid_from=date(2020 + number, 1, 1), valid_to=date(2020 + number, 2, 1), document=document, by=by)
    add_deadline(client, kind="appeal", on=time.today() + timedelta(days=number), by=by)
    save_contact(client, may_call="no", by=by)
    save_languages(client, [("uk", "native", "yes"), (("pl", "ru")[number - 1], "a1", "")], by=by)
    save_relation(client, kind="child", name=f"Child {number}", by=by)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=client, by=by)
    record_encounter(visit=visit, worker=by, services=[(cast.advice, 20)], outcome="answered", note="", language="uk", by=by)


def rows():
    """Whose every row is, by table."""
    return {
        (model, field, str(pk)): str(owner)
        for model, field in REGISTER
        for pk, owner in apps.get_model(model)._default_manager.order_by("pk").values_list("pk", f"{field}_id")
    }


def values(client):
    client.refresh_from_db()
    return {field.name: getattr(client, field.attname) for field in Client._meta.concrete_fields if field.name != "updated_at"}


def test_every_key_to_a_person_is_moved_by_a_merge_or_named_here():
    found = {
        (f"{model._meta.app_label}.{model.__name__}", field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is Client
    }
    assert found - STAY == set(REGISTER), "register it in the app's ready(): merging.register(merging.Moves('app.Model'))"
    assert found >= STAY


def test_everything_moves_and_comes_back(cast, two):
    kept, gone = two
    full(cast, kept, 1)
    full(cast, gone, 2)
    before, people = rows(), [values(kept), values(gone)]
    row = merge(kept, gone, take={}, by=cast.hanna)
    mine = {owner for (model, _field, _pk), owner in rows().items() if model not in {"clients.SafeContact", "clients.LanguageSkill"}}
    assert str(gone.pk) not in mine, "only what the kept file has already stays behind"
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert ClientKey.objects.filter(client=gone).count() == 0
    assert find_clients(cast.oksana, "Daryna Melnyk").clients == [kept]
    assert find_clients(cast.oksana, str(gone.number)).clients == [kept]
    undo_merge(row, by=cast.hanna)
    assert rows() == before
    assert [values(kept), values(gone)] == people
    assert {client.pk for client in find_clients(cast.oksana, "Дарина Мельник").clients} == {kept.pk, gone.pk}
    assert kept.names.filter(is_main=True).count() == gone.names.filter(is_main=True).count() == 1


def test_what_is_chosen_stays_and_an_empty_value_never_wins(cast, two):
    kept, gone = two
    save_details(gone, birth_quality="full", birth_on=date(1991, 5, 6), sex="woman", by=cast.oksana)
    merge(kept, gone, take={"name": "gone", "phone": "kept", "language": "gone"}, by=cast.oksana)
    kept.refresh_from_db()
    assert (kept.name, kept.search, kept.phone, kept.language) == ("Daryna Melnyk", "daryna melnyk", "+48600100200", "uk")
    assert (kept.citizenship, kept.birth_on, kept.birth_year, kept.sex) == ("UA", date(1991, 5, 6), 1991, "woman")
    assert kept.names.get(is_main=True).text == "Daryna Melnyk"
    assert set(kept.names.values_list("text", flat=True)) == {"Daryna Melnyk", "Дарина Мельник"}


def test_a_hidden_file_stays_hidden(cast, two):
    kept, gone = two
    Client.objects.filter(pk=gone.pk).update(is_hidden=True)
    row = merge(kept, gone, take={}, by=cast.oksana)
    kept.refresh_from_db()
    assert kept.is_hidden
    undo_merge(row, by=cast.oksana)
    kept.refresh_from_db()
    assert not kept.is_hidden


def test_what_came_after_the_merge_stays_with_the_kept_file(cast, two):
    kept, gone = two
    row = merge(kept, gone, take={"phone": "gone"}, by=cast.oksana)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=kept, by=cast.oksana)
    kept.refresh_from_db()
    fields = ("name", "email", "language", "citizenship", "birth_year")
    change_client(kept, **{field: getattr(kept, field) for field in fields}, phone="+48609900100", by=cast.oksana)
    undo_merge(row, by=cast.oksana)
    kept.refresh_from_db()
    visit.refresh_from_db()
    assert (kept.phone, kept.citizenship, visit.client) == ("+48609900100", "", kept)


def test_a_relation_between_the_two_files_does_not_become_one_to_oneself(cast, two):
    kept, gone = two
    save_relation(kept, kind="sibling", other=gone, by=cast.oksana)
    save_relation(gone, kind="sibling", other=kept, by=cast.oksana)
    before = rows()
    undo_merge(merge(kept, gone, take={}, by=cast.oksana), by=cast.oksana)
    assert rows() == before


def test_merges_that_cannot_be(cast, two):
    kept, gone = two
    third = open_client(centre=cast.poznan, name="Daryna M", by=cast.oksana)
    stranger = open_client(centre=cast.foreign, name="Daryna", by=cast.adam)

    def refused(first, second):
        before = rows()
        with pytest.raises(Refusal) as refusal:
            merge(first, second, take={}, by=cast.oksana)
        assert rows() == before
        return refusal.value.code

    assert refused(kept, kept) == "itself"
    assert refused(kept, Client.objects.get(pk=kept.pk)) == "itself"
    assert refused(kept, stranger) == "other-organisation"
    tell_apart(gone, kept, verdict="different", by=cast.oksana)
    assert refused(kept, gone) == "told-apart"
    tell_apart(kept, gone, verdict="later", by=cast.oksana)
    merge(third, gone, take={}, by=cast.oksana)
    assert refused(kept, gone) == "merged"
    assert refused(gone, kept) == "merged"
    with pytest.raises(IntegrityError), transaction.atomic():
        Client.objects.filter(pk=kept.pk).update(merged_into=kept)


def test_a_file_that_went_into_another_takes_no_writes(cast, two):
    kept, gone = two
    merge(kept, gone, take={}, by=cast.oksana)
    for write in (
        lambda: add_name(gone, text="D", kind="own", by=cast.oksana),
        lambda: save_details(gone, by=cast.oksana),
        lambda: save_identifier(gone, kind="pesel", missing="lost", by=cast.oksana),
        lambda: save_status(gone, basis="visa", by=cast.oksana),
        lambda: add_deadline(gone, kind="other", on=date(2090, 1, 1), by=cast.oksana),
        lambda: save_contact(gone, by=cast.oksana),
        lambda: save_languages(gone, [], by=cast.oksana),
        lambda: save_relation(gone, kind="child", name="A", by=cast.oksana),
    ):
        with pytest.raises(Refusal) as refused:
            write()
        assert (refused.value.code, refused.value.details["client"]) == ("merged", kept.pk)


def test_told_apart_they_are_not_offered_again(cast, two):
    kept, gone = two
    assert [hit.client for hit in twins(cast.oksana, kept)] == [gone]
    tell_apart(kept, gone, verdict="different", by=cast.oksana)
    tell_apart(gone, kept, verdict="different", by=cast.marta)
    assert PairVerdict.objects.get().by == cast.marta
    assert twins(cast.oksana, kept) == twins(cast.oksana, gone) == []
    assert twins(cast.ewa, kept) == []


def test_undone_once_and_in_time_only(cast, two):
    kept, gone = two
    row = merge(kept, gone, take={}, by=cast.oksana)
    undo_merge(row, by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        undo_merge(row, by=cast.oksana)
    assert refused.value.code == "undone"
    again = merge(kept, gone, take={}, by=cast.oksana)
    assert forget_old_merges() == 0
    Merge.objects.filter(pk=again.pk).update(until=time.now() - timedelta(seconds=1))
    assert forget_old_merges() == 1
    with pytest.raises(Refusal) as refused:
        undo_merge(again, by=cast.oksana)
    assert refused.value.code == "too-late"
    assert Merge.objects.get(pk=again.pk).sealed == ""


def test_a_chain_is_taken_apart_from_its_end(cast, two):
    """A into B, then B into C: the rows of A are C's; A comes back only after B."""
    b, a = two
    c = open_client(centre=cast.poznan, name="Daryna M", by=cast.oksana)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=a, by=cast.oksana)
    first = merge(b, a, take={}, by=cast.oksana)
    second = merge(c, b, take={}, by=cast.oksana)
    visit.refresh_from_db()
    assert visit.client == c
    with pytest.raises(Refusal) as refused:
        undo_merge(first, by=cast.oksana)
    assert refused.value.code == "later-first"
    undo_merge(second, by=cast.oksana)
    undo_merge(first, by=cast.oksana)
    visit.refresh_from_db()
    assert visit.client == a


def test_what_to_put_back_is_sealed(cast, two):
    kept, gone = two
    row = merge(kept, gone, take={"phone": "gone"}, by=cast.oksana)
    assert "600100200" not in row.sealed


@pytest.mark.race
def test_two_merges_of_one_file_at_one_moment():
    cast = make_cast()
    a, b, c = (open_client(centre=cast.poznan, name=name, by=cast.oksana) for name in ("Ana", "Bela", "Cira"))
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=b, by=cast.oksana)
    start, done, faults = Barrier(3), [], []

    def work(kept, gone):
        try:
            start.wait()
            done.append(merge(kept, gone, take={}, by=cast.oksana))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work, args=pair) for pair in ((a, b), (b, a), (c, b))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(fault, Refusal) and fault.code == "merged" for fault in faults), faults
    assert {client.merged_into_id for client in Client.objects.filter(pk__in=[a.pk, b.pk, c.pk])} != {None}
    for client in Client.objects.exclude(merged_into=None):
        assert Merge.objects.filter(gone=client, undone_at=None).count() == 1
    visit.refresh_from_db()
    assert visit.client.merged_into_id is None, "rows stand in a file that stands for itself"
