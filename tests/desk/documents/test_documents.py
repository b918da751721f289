"""Screens of files and scans: put in by several at once, opened safely, corrected, taken away; each refusal is a sentence."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mosty.casework.actions.documents import About, put_in, remove_document
from mosty.casework.models import Document
from mosty.casework.queries.documents import content_of, words_of
from mosty.clients.actions import open_client
from mosty.core import scanning, vault
from mosty.core.models import AccessEvent
from mosty.directory.models import Membership
from tests.cast import sign_in
from tests.core.papers import jpeg, pdf


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SEALED_DIR = tmp_path
    return tmp_path


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Zkolena", by=cast.oksana)


def at(name, row):
    return reverse(f"desk:documents:{name}", args=[row.pk])


def upload(data=None, name="scan.pdf"):
    return SimpleUploadedFile(name, pdf() if data is None else data, content_type="text/html")  # a claim nobody believes


def send(who, client, *files, **values):
    given = {"kind": "decision", "note_class": "casework", "submission": uuid4(), "upload": [*files]} | values
    return sign_in(who).post(at("list", client), given)


def put(client, by, data=None, **about):
    given = {"kind": "decision", "note_class": "casework"} | about
    return put_in(client, About(**given), data=data or pdf(), name="Zkname.pdf", submission=uuid4(), by=by)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_empty_page_teaches_and_offers_the_camera(cast, olena):
    page = text(sign_in(cast.oksana).get(at("list", olena)))
    for words in (
        "Often it is enough to have seen a document",
        'capture="environment"',
        "multiple",
        "not scanned for viruses here",
        "Adviser: 2",
    ):
        assert words in page
    assert "Zkolena" not in page.split("</title>")[0]


def test_each_of_several_files_is_judged_alone(cast, olena, settings):
    settings.DOCUMENT_BYTES = 1024 * 1024
    files = [
        upload(),
        upload(jpeg(), "photo.jpg"),
        upload(b"<html>", "page.pdf"),
        upload(b"", "none.pdf"),
        upload(b"x" * 1_100_000, "big.pdf"),
    ]
    answer = send(cast.oksana, olena, *files, title="Of March")
    assert answer.status_code == 200
    page = text(answer)
    for words in ("2 files are kept", "<bdi>page.pdf</bdi>: This is no PDF", "<bdi>none.pdf</bdi>: This file is empty", "at most 1 MB"):
        assert words in page
    assert 'value="Of March"' in page  # what was typed stays for the others
    rows = Document.objects.order_by("content_type")
    assert [(row.content_type, words_of(row)) for row in rows] == [
        ("application/pdf", ("Of March", "scan.pdf")),
        ("image/jpeg", ("Of March", "photo.jpg")),
    ]


def test_a_picture_from_the_camera_comes_without_its_place(cast, olena):
    facts, out = Image.Exif(), BytesIO()
    facts.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=facts)
    answer = send(cast.oksana, olena, photo=upload(out.getvalue(), "IMG_1.jpg"), kind="passport")
    assert answer.status_code == 303
    row = Document.objects.get()
    assert (b"Exif" in content_of(row), row.kind) == (False, "passport")
    assert "destroyed on" in text(sign_in(cast.oksana).get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Please choose a file, or take a picture"),
        ({"upload": ["words"]}, "Please choose a file, or take a picture"),
        ({"kind": ""}, "Please choose from the list"),
        ({"note_class": ""}, "Please say who may open the file"),
        ({"note_class": "lawyer"}, "lawyer"),
        ({"expires_on": "31.02.2027"}, "We do not understand this date"),
        ({"title": "x" * 500, "upload": [True]}, "too long"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast, olena, folder, values, words):
    files = [upload()] if values.get("upload") == [True] else []
    answer = send(cast.oksana, olena, *files, **{key: value for key, value in values.items() if value != [True]}, expected="x")
    assert (answer.status_code, Document.objects.count(), list(folder.iterdir())) == (200, 0, [])
    assert words in text(answer)
    assert 'role="alert"' in text(answer)


def test_too_many_files_at_once_are_a_sentence(cast, olena):
    answer = send(cast.oksana, olena, *(upload(jpeg(shade=number), f"{number}.jpg") for number in range(12)))
    assert (Document.objects.count(), "At most 10 files at once" in text(answer)) == (10, True)


def test_the_same_form_twice_keeps_one_and_the_same_file_again_is_a_gentle_notice(cast, olena):
    form, browser = str(uuid4()), sign_in(cast.oksana)
    for _ in range(2):
        assert send(cast.oksana, olena, upload(), submission=form).status_code == 303
    assert Document.objects.count() == 1
    given = {"kind": "other", "note_class": "casework", "submission": uuid4(), "upload": [upload()]}
    assert "The same file stands here already: decision of an office" in text(browser.post(at("list", olena), given, follow=True))


def test_a_virus_is_told_to_who_sent_it(cast, olena, settings, monkeypatch):
    settings.SCAN = "/scanner"
    monkeypatch.setattr(scanning, "is_clean", lambda data: False)
    page = text(send(cast.oksana, olena, upload(name="letter.pdf")))
    assert "<bdi>letter.pdf</bdi>: A virus was found" in page
    assert "scanned for viruses before anybody can open it" in page
    row = Document.objects.get()
    assert sign_in(cast.oksana).get(at("open", row)).status_code == 409


@pytest.mark.parametrize(("data", "kind", "policy"), [(None, "application/pdf", "object-src"), (jpeg(), "image/jpeg", "sandbox")])
def test_a_file_opens_in_the_browser_and_can_do_nothing_there(cast, olena, data, kind, policy):
    row = put(olena, cast.oksana, data)
    answer = sign_in(cast.oksana).get(at("open", row))
    headers = answer.headers
    assert (answer.status_code, headers["Content-Type"], headers["X-Content-Type-Options"]) == (200, kind, "nosniff")
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("private, no-store", "DENY")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert policy in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline; filename=")
    assert "Zk" not in str(headers)
    assert answer.content == content_of(row)


def test_opening_and_downloading_are_events_of_their_own(cast, olena):
    row, browser = put(olena, cast.oksana), sign_in(cast.hanna)
    browser.get(at("open", row))
    answer = browser.get(at("download", row))
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    events = AccessEvent.objects.filter(subject_type="casework.document", actor=cast.hanna).order_by("pk")
    assert [(event.how, event.subject_ids) for event in events] == [("open", [str(row.pk)]), ("export", [str(row.pk)])]
    assert "1 uploaded file" in text(sign_in(cast.hanna).get(reverse("desk:looks:file", args=[olena.pk])))


def test_a_lost_file_is_a_sentence_and_no_look(cast, olena):
    row = put(olena, cast.oksana)
    vault.destroy(row.stored)
    answer = sign_in(cast.oksana).get(at("open", row))
    assert (answer.status_code, "not on the disk any more" in text(answer)) == (410, True)
    assert not AccessEvent.objects.filter(subject_type="casework.document").exists()


def test_a_psychologists_file_is_invisible_to_the_manager(cast, olena):
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    row = put(olena, cast.marta, note_class="psychologist", kind="medical", title="Zktitle")
    manager, file = sign_in(cast.hanna), reverse("desk:clients:show", args=[olena.pk])
    for name in ("show", "open", "download"):
        assert manager.get(at(name, row)).status_code == 404
    assert manager.post(at("remove", row), {"reason": "mistake"}).status_code == 404
    for address in (file, at("list", olena)):
        page = text(manager.get(address))
        assert ("Zktitle" in page, str(row.pk) in page) == (False, False)
        page = text(sign_in(cast.marta).get(address))
        assert ("Zktitle" in page, str(row.pk) in page) == (True, True)


def test_it_stands_in_the_timeline_and_in_a_box_of_the_file(cast, olena):
    row = put(olena, cast.oksana, title="Of March")
    page = text(sign_in(cast.hanna).get(reverse("desk:clients:show", args=[olena.pk])))
    assert page.count(at("show", row)) == 2
    assert "File: decision of an office" in page
    assert "Document numbers" in page


def test_it_is_put_right_and_a_second_window_is_told(cast, olena):
    row, browser = put(olena, cast.oksana), sign_in(cast.oksana)
    page = browser.get(at("show", row)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&#x2B;", "+")
    given = {"kind": "letter", "title": "First", "expires_on": "1.2.2027", "keep_until": f"{row.keep_until:%d.%m.%Y}", "seen": seen}
    assert browser.post(at("show", row), given).status_code == 303
    answer = browser.post(at("show", row), given | {"title": "Second"})
    page = text(answer)
    assert ("another window" in page, 'value="Second"' in page, "First" in page) == (True, True, True)
    answer = browser.post(at("show", row), given | {"keep_until": "1.1.2099", "seen": ""})
    assert "Please choose a day between tomorrow and" in text(answer)
    row.refresh_from_db()
    assert (row.kind, words_of(row)[0]) == ("letter", "First")


def test_it_is_taken_away_with_a_reason(cast, olena, folder):
    row, browser = put(olena, cast.oksana), sign_in(cast.oksana)
    assert "Please say why" in text(browser.post(at("remove", row), {}))
    assert browser.post(at("remove", row), {"reason": "not-needed"}).status_code == 303
    assert browser.post(at("remove", row), {"reason": "not-needed"}).status_code == 404
    assert (browser.get(at("open", row)).status_code, Document.objects.count()) == (404, 0)


def test_between_two_clicks_it_can_go(cast, olena):
    row, browser = put(olena, cast.oksana), sign_in(cast.oksana)
    remove_document(row, reason="mistake", by=cast.oksana)
    for name in ("show", "open", "download"):
        assert browser.get(at(name, row)).status_code == 404


def test_reception_puts_in_what_reception_may_open(cast, olena):
    assert send(cast.zuzanna, olena, upload(), note_class="reception").status_code == 303
    assert send(cast.zuzanna, olena, upload(jpeg())).status_code == 200  # for the team: not theirs
    assert [row.note_class for row in Document.objects.all()] == ["reception"]


def test_uploads_elsewhere_are_handled_as_before(cast, rf):
    request = rf.post("/guide-admin/x/", {"file": upload()})
    assert request.FILES["file"].size == len(pdf())
