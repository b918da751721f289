"""Two files of one person: found, compared, put together, taken apart."""

from datetime import timedelta

import pytest

from mosty.casework.actions.visits import open_visit
from mosty.clients.actions import open_client
from mosty.clients.actions.merging import merge
from mosty.clients.models import Merge, PairVerdict
from mosty.core.models import AccessEvent
from tests.cast import sign_in


@pytest.fixture
def twin(cast, daryna):
    return open_client(centre=cast.poznan, name="Daryna Melnyk", phone="+48608800900", citizenship="UA", birth_year=1991, by=cast.oksana)


def test_likely_files_are_offered_and_others_are_found(cast, daryna, twin, file, reception):
    page = reception.get(file()).content.decode()
    assert file("merge/") in page
    page = reception.get(file("merge/")).content.decode()
    assert "May be the same person" in page
    assert file(f"merge/{twin.pk}/") in page
    other = open_client(centre=cast.poznan, name="Zofia", by=cast.oksana)
    page = reception.post(file("merge/"), {"look": "1", "find": "zofia"}).content.decode()
    assert str(other.pk) in page
    answer = reception.post(file("merge/"), {"client": str(other.pk)})
    assert answer.headers["Location"] == file(f"merge/{other.pk}/")
    assert "one and the same file" in reception.post(file("merge/"), {"client": str(daryna.pk)}).content.decode()
    assert "Please mark the person" in reception.post(file("merge/"), {"find": "x"}).content.decode()


def test_files_are_put_together_field_by_field_and_taken_apart(cast, daryna, twin, file, reception):
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=twin, by=cast.zuzanna)
    page = reception.get(file(f"merge/{twin.pk}/")).content.decode()
    assert "600 100 200" in page
    assert "608 800 900" in page
    answer = reception.post(file(f"merge/{twin.pk}/"), {"merge": "1", "name": "gone", "phone": "kept"})
    assert answer.headers["Location"] == file()
    daryna.refresh_from_db()
    visit.refresh_from_db()
    assert (daryna.name, daryna.phone, daryna.birth_year, visit.client) == ("Daryna Melnyk", "+48600100200", 1991, daryna)
    answer = reception.get(f"/desk/clients/{twin.pk}/", follow=True)
    assert answer.redirect_chain == [(file(), 302)]
    assert f"File no. {twin.number} was put together with this one" in answer.content.decode()
    for part in ("change/", "names/", "details/", "contact/", "merge/", f"merge/{daryna.pk}/"):
        assert reception.get(f"/desk/clients/{twin.pk}/{part}").status_code == 302
    page = reception.get("/desk/clients/merges/").content.decode()
    assert f"no. {daryna.number}, with no. {twin.number}" in page
    row = Merge.objects.get()
    answer = reception.post(f"/desk/clients/merges/{row.pk}/undo/")
    assert answer.headers["Location"] == f"/desk/clients/{twin.pk}/"
    daryna.refresh_from_db()
    visit.refresh_from_db()
    assert (daryna.name, daryna.birth_year, visit.client) == ("Дарина Мельник", None, twin)
    answer = reception.post(f"/desk/clients/merges/{row.pk}/undo/", follow=True)
    assert "taken apart already" in answer.content.decode()


def test_different_people_stay_different_until_that_is_taken_back(cast, daryna, twin, file, reception):
    url = file(f"merge/{twin.pk}/")
    assert reception.post(url, {"apart": "1"}).status_code == 303
    assert PairVerdict.objects.get().verdict == "different"
    assert "May be the same person" not in reception.get(file("merge/")).content.decode()
    page = reception.post(url, {"merge": "1"}).content.decode()
    assert "Take that back first" in page
    assert Merge.objects.count() == 0
    assert reception.post(url, {"together": "1"}).headers["Location"] == url
    assert reception.post(url, {"merge": "1"}).status_code == 303


def test_what_was_merged_meanwhile_is_refused_and_nothing_typed_is_lost(cast, daryna, twin, file, reception):
    third = open_client(centre=cast.poznan, name="Daryna M", by=cast.oksana)
    merge(third, twin, take={}, by=cast.oksana)
    page = reception.post(file(f"merge/{twin.pk}/"), {"merge": "1", "name": "gone"}).content.decode()
    assert "was put together with another one" in page
    page = reception.post(f"/desk/clients/{twin.pk}/names/", {"text": "Дара", "kind": "spoken"}).content.decode()
    assert "what you typed is kept" in page
    assert 'value="Дара"' in page
    assert f"/desk/clients/{third.pk}/" in page
    page = reception.post(f"/desk/clients/{twin.pk}/details/", {"birth": "1990", "sure": "given"}).content.decode()
    assert 'value="1990"' in page
    assert "what you typed is kept" in page
    assert reception.post(file(f"merge/{daryna.pk}/"), {"merge": "1"}).content.decode().count("one and the same file") == 1
    assert Merge.objects.count() == 1


def test_after_its_date_a_merge_stays(cast, daryna, twin, file, clock):
    row = merge(daryna, twin, take={}, by=cast.oksana)
    clock.set(row.until + timedelta(hours=1))
    browser = sign_in(cast.zuzanna)
    assert "can no longer be taken apart" in browser.get("/desk/clients/merges/").content.decode()
    page = browser.post(f"/desk/clients/merges/{row.pk}/undo/", follow=True).content.decode()
    assert "Files can be taken apart for 30 days only" in page


def test_strangers_neither_compare_nor_undo(cast, daryna, twin, file, reception):
    away = open_client(centre=cast.konin, name="Daryna Melnyk", by=cast.ewa)
    assert str(away.pk) not in reception.get(file("merge/")).content.decode()
    assert reception.get(file(f"merge/{away.pk}/")).status_code == 404
    assert reception.post(file(f"merge/{away.pk}/"), {"merge": "1"}).status_code == 404
    assert reception.post(file("merge/"), {"client": str(away.pk)}).status_code == 404
    row = merge(daryna, twin, take={}, by=cast.oksana)
    for stranger in (cast.ewa, cast.adam):
        browser = sign_in(stranger)
        assert browser.post(f"/desk/clients/merges/{row.pk}/undo/").status_code == 404
        assert "Daryna" not in browser.get("/desk/clients/merges/").content.decode()
    row.refresh_from_db()
    assert row.undone_at is None


def test_the_list_of_merges_is_a_look(cast, daryna, twin, reception):
    merge(daryna, twin, take={}, by=cast.oksana)
    reception.get("/desk/clients/merges/")
    event = AccessEvent.objects.get(how="list", place="desk:clients:merges")
    assert set(event.subject_ids) == {str(daryna.pk), str(twin.pk)}
