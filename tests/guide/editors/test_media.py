"""Pictures, films, recordings: what comes in is looked at, what goes out is harmless."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from mosty.guide.blocks import AudioBlock, BodyBlock, ImageBlock, VideoBlock
from mosty.portal.editors.uploads import check_media
from tests.cast import read_english

# Wagtail leaves the temporary file of a new size of a picture to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nDzie\xc5\x84 dobry\n"
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 200
MP3 = b"ID3\x04" + b"\x00" * 200


def drawing(kind="PNG", size=(1200, 600)):
    out = BytesIO()
    Drawing.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def upload(browser, kind, name, content):
    files = {"title": "x", "files[]": SimpleUploadedFile(name, content)}
    return browser.post(f"/guide-admin/{kind}/multiple/add/", files, headers={"X-Requested-With": "XMLHttpRequest"}).json()


def document(name, content):
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("name", "content"), [("a.mp4", MP4), ("a.mp3", MP3), ("a.vtt", VTT), ("a.vtt", b"\xef\xbb\xbf" + VTT), ("a.ogg", b"OggS\x00")]
)
def test_honest_file_is_taken(name, content):
    check_media(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp4", b"MZ\x90\x00" + b"\x00" * 100),
        ("a.mp3", b"<html><script>alert(1)</script></html>"),
        ("a.webm", MP4),
        ("a.ogg", b""),
        ("a.vtt", b"<script>alert(1)</script>"),
        ("a.vtt", b"WEBVTT\n\nno time"),
        ("a.vtt", VTT.replace(b"WEBVTT", b"WEBVTTT")),
        ("a.vtt", b"WEBVTT\n\n\xff\xfe"),
    ],
)
def test_file_that_lies_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_media(SimpleUploadedFile(name, content))


def test_editor_uploads_a_picture_and_readers_get_small_ones(enter):
    assert upload(enter("natalia"), "images", "a.png", drawing())["success"]
    image = Image.objects.get()
    assert sorted(image.renditions.filter(filter_spec__contains="webp").order_by("width").values_list("width", flat=True)) == [480, 960]


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", b"no picture"), ("a.svg", b"<svg onload='alert(1)'/>"), ("a.jpg", MP4), ("a.exe", b"MZ")]
)
def test_picture_that_is_none_is_refused_with_a_sentence(enter, guide, name, content):
    read_english(guide)
    answer = upload(enter("natalia"), "images", name, content)
    assert not answer["success"]
    assert len(answer["error_message"]) > 20
    assert not Image.objects.exists()


def test_fifty_megabytes_are_refused_with_a_sentence(enter, guide):
    read_english(guide)
    browser = enter("natalia")
    large = b"\x00\x00\x00\x18ftypmp42" + bytes(50 * 1024 * 1024)
    answer = upload(browser, "documents", "a.mp4", large)
    assert "too big" in answer["error_message"]
    assert not Document.objects.exists()
    assert "too big" in upload(browser, "images", "a.png", drawing() + bytes(50 * 1024 * 1024))["error_message"]


def test_film_that_is_none_is_refused(enter, guide):
    read_english(guide)
    answer = upload(enter("natalia"), "documents", "a.mp4", b"MZ" + bytes(100))
    assert "something else is in it" in answer["error_message"]


@pytest.mark.parametrize("person", ["tadeusz", "robert"])
def test_who_writes_no_texts_uploads_nothing(enter, person):
    answer = enter(person).post("/guide-admin/images/multiple/add/", {"files[]": SimpleUploadedFile("a.png", drawing())})
    assert answer.status_code in {302, 403}
    assert not Image.objects.exists()


def test_picture_wants_words_or_to_be_decoration(db):
    block = ImageBlock()
    image = Image.objects.create(title="x", file=ContentFile(drawing(), name="a.png"))

    def value(**more):
        return block.to_python({"image": image.pk, "alt": "", "is_decorative": False, "caption": ""} | more)

    with pytest.raises(ValidationError):
        block.clean(value())
    with pytest.raises(ValidationError):
        block.clean(value(alt="Okienko", is_decorative=True))
    assert block.clean(value(alt="Okienko"))["alt"] == "Okienko"
    assert block.clean(value(is_decorative=True))["is_decorative"]


@pytest.mark.parametrize(("block", "film"), [(VideoBlock(), "a.mp4"), (AudioBlock(), "a.mp3")])
def test_film_and_recording_want_captions_and_their_text(db, block, film):
    file, captions = document(film, MP4), document("a.vtt", VTT)
    whole = {"heading": "Film", "file": file.pk, "captions": captions.pk, "text": "<p>Dzień dobry</p>"}
    assert block.clean(block.to_python(whole))
    for name in ("captions", "text", "file", "heading"):
        with pytest.raises(ValidationError):
            block.clean(block.to_python(whole | {name: None if name in {"captions", "file"} else ""}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python(whole | {"captions": file.pk}))


def test_there_are_a_dozen_kinds_of_blocks():
    assert len(BodyBlock().child_blocks) == 12


def test_readers_see_picture_and_film(article, client, soup):
    image = Image.objects.create(title="x", file=ContentFile(drawing(), name="a.png"))
    film, captions = document("a.mp4", MP4), document("a.vtt", VTT)
    page = article()
    page.body = [
        ("image", {"image": image, "alt": "Okienko 3", "is_decorative": False, "caption": "Urząd"}),
        ("video", {"heading": "Jak to zrobić", "file": film, "captions": captions, "text": "<p>Dzień dobry {fact:fee}</p>"}),
    ]
    page.save_revision().publish()
    shown = soup(client.get("/pl/guide/address/"))
    picture = shown.select_one("main figure img")
    assert picture["alt"] == "Okienko 3"
    assert (picture["width"], picture["height"], picture["loading"]) == ("960", "480", "lazy")
    video = shown.select_one("main video")
    assert video["preload"] == "none"
    assert video.select_one("track")["srclang"] == "pl"
    assert "340" in shown.select_one("main section.media details").get_text()
    answer = client.get(video.source["src"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "video/mp4")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == MP4


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-3", 206, MP4[:4]),
        ("bytes=4-7", 206, b"ftyp"),
        ("bytes=-4", 206, MP4[-4:]),
        ("bytes=999999-", 416, b""),
        (f"bytes={'9' * 5000}-", 200, MP4),
        ("lines=1", 200, MP4),
    ],
)
def test_player_gets_the_piece_it_asks_for(client, asked, status, content):
    answer = client.get(document("a.mp4", MP4).file.url, headers={"Range": asked})
    assert answer.status_code == status
    assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == content


@pytest.mark.parametrize("name", ["images/../secret.png", "other/a.png", "images/a.html", "a.png", "images/none.png", "documents/%00.mp4"])
def test_nothing_else_is_served(client, name):
    default_storage.save("other/a.png", ContentFile(drawing()))
    assert client.get(f"/media/{name}").status_code == 404


def test_originals_are_for_editors(enter, client):
    image = Image.objects.create(title="x", file=ContentFile(drawing(), name="a.png"))
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert enter("natalia").get(f"/media/{image.file.name}").status_code == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", drawing()[:300]),
        ("a.png", drawing()[:-40]),
        ("a.jpg", drawing("JPEG")[:2000]),
        ("a.gif", b"GIF89a/*<script>alert(1)</script>*/=1;"),
    ],
)
def test_picture_that_ends_in_its_middle_is_refused_in_words(enter, guide, name, content):
    read_english(guide)
    answer = upload(enter("natalia"), "images", name, content)
    assert not answer["success"]
    assert "corrupted" in answer["error_message"]
    assert not Image.objects.exists()


def test_file_that_lies_is_told_one_reason(enter, guide):
    read_english(guide)
    told = upload(enter("natalia"), "documents", "a.mp4", b"<html>")["error_message"]
    assert told == "This file is called .mp4, but something else is in it."
