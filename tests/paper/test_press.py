"""The PDF: its standard, its tags, its languages, its order, and that nothing runs over the edge. No picture is kept: they are looked at
by people (`manage.py print_paper --pictures`)."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageChops
from wagtail.documents.models import Document
from wagtail.images.models import Image as Image_

from mosty.guide.enums import Origin
from mosty.guide.models import ArticlePage, TextState
from mosty.paper import press
from mosty.paper.press import plate
from mosty.paper.queries import media, sheets
from mosty.paper.queries.wishes import Wish
from tests.guide.editors.test_media import MP4, drawing
from tests.paper.reading import alternatives_of, opened, places_of, tags_of, text_of

MARGIN, HEAD = 30, 20  # points from the edge where nothing may stand; the margins are wider, running title and number stand in them


def paper(*articles, language="pl", beside="", town="", large=False):
    return sheets.sheet(Wish(articles, language, beside, town, large))


def in_order(text, *words):
    at = -1
    for word in words:
        found = text.find(word, at + 1)
        assert found > at, f"{word!r} is not where it should be in: {text}"
        at = found


def test_pdf_is_tagged_titled_and_says_its_language(guide):
    pdf = press.print_pdf(paper("address", language="uk"))
    root = opened(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "uk"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert opened(pdf).metadata.title == "Реєстрація"
    tags = [tag for tag, _lang in tags_of(pdf)]
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/Figure"} <= set(tags)


def test_text_stands_in_the_order_of_the_article(guide):
    text = text_of(press.print_pdf(paper("address", language="pl", town="konin")))
    in_order(
        text, "Zameldowanie", "Opłata 340", "Kogo", "4 dni", "1. Idź", "Paszport", "+48 22 628 01 20", "340", "Konin", "Ustawa o ludziach"
    )
    in_order(text, "https://office.example/rule", "numer PESEL", "Numer osoby.")


def test_every_sheet_says_of_which_day_the_facts_are_and_its_number(guide):
    reader = opened(press.print_pdf(paper("address", language="en", large=True)))
    assert len(reader.pages) > 1
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "Facts as of" in text
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "Address" in text


def test_second_language_is_tagged_as_such_and_stands_beside(guide):
    pdf = press.print_pdf(paper("address", language="uk", beside="pl"))
    assert "pl" in {lang for _tag, lang in tags_of(pdf)}
    places = places_of(pdf)
    assert places["Хто"] < 100 < 290 < places["Kogo"]


def test_arabic_reads_from_the_right_and_keeps_numbers_and_addresses(guide):
    pdf = press.print_pdf(paper("address", language="ar", beside="pl", town="konin"))
    text = text_of(pdf)
    assert "+48 22 628 01 20" in text
    assert "20 01 628 22 48" not in text
    assert "340 zł" in text.replace("\u00a0", " ")
    assert guide.konin.street in text
    assert opened(pdf).trailer["/Root"]["/Lang"] == "ar"
    assert places_of(pdf)["Kogo"] < 100  # Polish on the left
    assert {lang for _tag, lang in tags_of(pdf)} >= {"pl"}


def test_georgian_has_letters(guide, folder):
    page = ArticlePage.objects.get(slug="address", locale__language_code="en")
    page.summary = "ბინადრობა Əğşİı ąężź Їґ"
    page.save_revision().publish()
    assert "ბინადრობა Əğşİı ąężź Їґ" in text_of(press.print_pdf(paper("address", language="en")))


def test_large_print_is_large_and_two_languages_lie_across(guide):
    plain, large = opened(press.print_pdf(paper("address"))), opened(press.print_pdf(paper("address", large=True)))
    assert len(large.pages) > len(plain.pages)
    box = opened(press.print_pdf(paper("address", beside="uk", large=True))).pages[0].mediabox
    assert box.width > box.height


def test_whole_guide_has_contents_with_pages(guide):
    pdf = press.print_pdf(paper(language="pl", beside="en", town="konin"))
    first = " ".join(opened(pdf).pages[0].extract_text().split())
    in_order(first, "Konin", guide.konin.street, "Zameldowanie", "2")
    assert opened(pdf).outline
    tags = [tag for tag, _lang in tags_of(pdf)]
    assert "/TOC" in tags


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("language", "beside"), [("pl", ""), ("ar", "pl"), ("uk", "pl")])
def test_nothing_runs_over_the_edge(guide, language, beside, large):
    page = ArticlePage.objects.get(slug="address", locale__language_code=language)
    page.title = f"{page.title} Konstantynopolitańczykowianeczka Ośmiodziesięcioletniejszegokolwiek"
    page.summary = f"{page.summary} {'x' * 300}"
    page.sources = [["S1", "https://office.example/" + "very-long-name-of-a-page/" * 6, "x"]]
    page.save_revision().publish()
    for picture in plate.pages(paper("address", language=language, beside=beside, town="konin", large=large), ppi=72):
        page_ = Image.open(BytesIO(picture)).convert("L")
        wide, high = page_.size
        ink = ImageChops.invert(page_).getbbox()
        assert ink
        assert ink[0] >= MARGIN
        assert ink[1] >= HEAD
        assert ink[2] <= wide - MARGIN
        assert ink[3] <= high - HEAD


@pytest.mark.parametrize(
    "typed", ['#read("/etc/passwd") *b* $x$ <l> @ref \\ [ `x` //', "a\x07b\ufffe", "👍 ⵣ 你好", "שלום नमस्ते", "x" * 400, "\u202eabc"]
)
def test_no_text_is_markup_and_no_sign_keeps_it_from_the_paper(guide, typed):
    page = ArticlePage.objects.get(slug="address", locale__language_code="en")
    page.title, page.summary = f"T {typed[:60]}", f"Before {typed} after"
    page.save_revision().publish()
    text = text_of(press.print_pdf(paper("address", language="en")))
    in_order(text, "Before", "after")
    if typed.startswith("#"):
        assert '#read("/etc/passwd") *b* $x$ <l> @ref' in text


def test_press_that_fails_or_hangs_says_so(guide):
    sheet = paper("address")
    with pytest.raises(press.PressFault) as fault:
        press.print_pdf({"lang": "pl"})
    assert fault.value.said
    with pytest.raises(press.PressFault, match="no PDF"):
        press.print_pdf(sheet, seconds=0.01)


def test_contents_say_what_is_in_another_language_and_what_a_machine_made(guide):
    page = ArticlePage.objects.get(slug="address", locale__language_code="en")
    TextState.objects.update_or_create(article=page.translation_key, language="en", defaults={"origin": Origin.MACHINE, "is_live": True})
    ArticlePage.objects.get(slug="safe", locale__language_code="en").unpublish()
    pdf = press.print_pdf(paper(language="en", beside="pl"))
    first = " ".join(opened(pdf).pages[0].extract_text().split())
    in_order(first, "Contents", "Address", "machine translation, not yet checked by a person", "Zameldowanie", "Polish")
    alone = press.print_pdf(paper(language="en"))
    in_order(text_of(alone), "Not yet in your language", "Zameldowanie", "Polish", "/en/guide/t")


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_pictures_are_drawn_with_their_words_and_films_are_told(guide):
    image = Image_.objects.create(title="x", file=ContentFile(drawing(), name="a.png"))
    film = Document.objects.create(title="f", file=ContentFile(MP4, name="a.mp4"))
    page = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    page.body = [
        ("image", {"image": image, "alt": "Okienko 3 & „kasa”", "is_decorative": False, "caption": "Urząd"}),
        ("image", {"image": image, "alt": "", "is_decorative": True, "caption": ""}),
        ("video", {"heading": "Jak to zrobić", "file": film, "captions": film, "text": "<p>Dzień dobry {fact:fee}</p>"}),
    ]
    page.save_revision().publish()
    sheet = paper("address", language="pl", beside="en")
    found = media.read_pictures(sheet)
    assert len(found) == 1
    pdf = press.print_pdf(sheet, found)
    said = alternatives_of(pdf)
    assert said.count("Okienko 3 & „kasa”") == 1  # decoration is no figure
    assert any(one.endswith("/pl/guide/address/#part-3") for one in said)
    in_order(text_of(pdf), "Urząd", "Jak to zrobić", "Dzień dobry 340", "Obejrzyj lub posłuchaj na stronie:", "/pl/guide/address/")
    assert len(pdf) > len(press.print_pdf(sheet))
    assert "Okienko 3" in text_of(press.print_pdf(sheet))  # a file that is lost is told by its words
    default_storage.delete(next(iter(found)))
    assert media.read_pictures(sheet) == {}
