"""Everything on one person: complete, masked, released, in one pass."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.casework.models import Document, Note, NoteVersion
from mosty.clients.actions import exporting, merging, open_client, requests
from mosty.clients.actions.contact import save_relation
from mosty.clients.actions.identity import save_identifier
from mosty.clients.models import RequestEvent
from mosty.clients.queries.everything import everything
from mosty.clients.queries.holdings import holdings
from mosty.core import crypt, time
from mosty.core.errors import PermissionDenied, Refusal


@pytest.fixture
def olena(cast):
    client = open_client(centre=cast.poznan, name="Олена Савчук", phone="600100200", language="uk", birth_year=1991, by=cast.oksana)
    save_identifier(client, kind="passport", number="FA123456", valid_to=date(2031, 1, 1), by=cast.oksana)
    save_relation(client, kind="child", name="Петро Савчук", birth_year=2019, by=cast.oksana)
    return client


def note(client, kind, words, by):
    row = Note.objects.create(organization=client.organization, client=client, kind=kind, author=by)
    sealed = kind in {"psychologist", "lawyer"}
    NoteVersion.objects.create(
        note=row, number=1, kind=kind, by=by, text="" if sealed else words, sealed=crypt.seal(words) if sealed else ""
    )


def asked(cast, client, **values):
    given = {"kind": "access", "received_on": time.today(), "came": "letter", "identity": "document"}
    return requests.open_request(organization=cast.rops, client=client, by=cast.piotr, **(given | values))


def export(cast, row, language="pl"):
    return exporting.export_for_request(row, language=language, form="json", by=cast.piotr)


def test_numbers_are_unsealed_and_third_people_are_initials(cast, olena):
    found = export(cast, asked(cast, olena), "en")
    text = json.dumps(found.as_json(ground="1/2026"), ensure_ascii=False)
    assert "Олена Савчук" in text
    assert "FA123456" in text
    assert "Петро" not in text
    assert "П. С." in text
    assert "2019" not in text
    (document,) = [part for part in found.parts if part.table == "clients.Identifier"]
    cells = dict(zip([name for name, _ in document.columns], document.rows[0], strict=True))
    assert (cells["valid_to"].value, cells["valid_to"].words, cells["kind"].words) == ("2031-01-01", "1 January 2031", "passport")


@pytest.mark.parametrize(("language", "day"), [("uk", "1 січня 2031"), ("ka", "1 იანვარი, 2031"), ("ar", "1 يناير 2031")])
def test_it_speaks_the_person_s_language(cast, olena, language, day):
    (document,) = [part for part in everything(olena, language=language).parts if part.table == "clients.Identifier"]
    assert day in [cell.words for cell in document.rows[0]]


def test_confidential_notes_only_with_the_release_of_their_profession(cast, olena):
    note(olena, "psychologist", "Soul", cast.oksana)
    note(olena, "lawyer", "Law", cast.oksana)
    note(olena, "casework", "Team", cast.oksana)
    row = asked(cast, olena)
    found = export(cast, row)
    assert ("Team" in str(found), "Soul" in str(found), "Law" in str(found)) == (True, False, False)
    assert [(one.kind, one.count) for one in found.withheld] == [("lawyer", 1), ("psychologist", 1)]
    exporting.release(row, kind="psychologist", is_released=True, by=cast.oksana)
    found = export(cast, row)
    assert ("Soul" in str(found), "Law" in str(found)) == (True, False)
    exporting.release(row, kind="psychologist", is_released=False, by=cast.oksana)
    assert "Soul" not in str(export(cast, row))
    assert RequestEvent.objects.filter(step="exported").count() == 3


def test_a_confidential_file_is_withheld_like_a_note(cast, olena):
    given = {
        "organization": cast.rops,
        "client": olena,
        "uploaded_by": cast.oksana,
        "content_type": "application/pdf",
        "size": 1,
        "kind": "other",
    }
    for reader, title in (("casework", "Umowa"), ("psychologist", "Opinia")):
        own = {"note_class": reader, "sealed": crypt.seal(title), "digest": reader, "stored": reader}
        Document.objects.create(**given, **own, scan="clean", keep_until=time.today(), submission=uuid4())
    found = everything(olena, language="pl")
    assert ("Umowa" in str(found), "Opinia" in str(found)) == (True, False)
    assert [(one.kind, one.count) for one in found.withheld] == [("psychologist", 1)]


def test_what_stood_in_a_file_that_went_into_this_one_is_there_too(cast, olena):
    twin = open_client(centre=cast.konin, name="Olena Sawczuk", phone="601111222", by=cast.ewa)
    merging.merge(olena, twin, take={}, by=cast.oksana)
    assert "Olena Sawczuk" in str(everything(olena, language="pl"))
    assert "Olena Sawczuk" in str(everything(twin, language="pl"))


def test_without_a_request_nothing_is_put_together(cast, olena):
    for row, code in (
        (asked(cast, olena, identity=""), "no-identity"),
        (asked(cast, None, who="somebody"), "no-file"),
        (asked(cast, olena, kind="correction"), "bad-kind"),
        (requests.withdraw(asked(cast, olena), by=cast.piotr), "closed"),
    ):
        with pytest.raises(Refusal, match=code):
            export(cast, row)
    with pytest.raises(PermissionDenied):
        exporting.export_for_request(asked(cast, olena), language="pl", form="json", by=cast.hanna)


def test_one_query_a_table_however_many_rows(cast, olena):
    def queries():
        with CaptureQueriesContext(connection) as kept:
            everything(olena, language="pl")
        return len(kept)

    note(olena, "casework", "one", cast.oksana)
    before = queries()
    for number in range(5):
        note(olena, "casework", f"more {number}", cast.oksana)
        save_relation(olena, kind="sibling", name=f"Brat {number}", by=cast.oksana)
    assert queries() == before <= sum(bool(one.shown) for one in holdings()) + 3


def test_every_class_of_records_is_walked(cast, olena):
    """tests/clients/test_holdings.py fails for a table that is missing in the register."""
    shown = {one.model for one in holdings() if one.shown}
    assert {"clients.Client", "clients.ClientName", "casework.NoteVersion", "appointments.Appointment", "comms.Message"} <= shown
