"""The loader: files become pages; a second run changes nothing; faults are named."""

import pytest
from django.core.management import CommandError
from wagtail_localize.models import StringTranslation

from mosty.guide.management.loading import files, markup
from mosty.guide.models import ArticlePage, GlossaryTerm, LegalAct, LocalNote
from tests.guide.library import load


def test_every_language_with_a_file_has_a_page_of_one_family(guide):
    pages = ArticlePage.objects.filter(slug="address").select_related("locale").order_by("pk")
    assert {page.locale.language_code for page in pages} == {"pl", "en", "uk", "ar"}
    assert len({page.translation_key for page in pages}) == 1
    assert not any(page.alias_of_id for page in pages)


def test_second_run_changes_nothing(guide):
    assert load(guide) == "The guide is loaded already; nothing was changed.\n"


def test_changed_file_changes_only_its_page(guide):
    path = guide / "articles/address/en.toml"
    path.write_text(path.read_text().replace("Passport", "Identity card"))
    assert load(guide) == "0 facts, 0 acts, 0 terms, 0 notes, 0 synonyms, 1 pages\n"


def test_page_a_person_changed_is_kept(guide):
    page = ArticlePage.objects.get(slug="address", locale__language_code="en")
    page.title = "By hand"
    page.save_revision().publish()
    path = guide / "articles/address/en.toml"
    path.write_text(path.read_text().replace("Passport", "Identity card"))
    assert "kept as a person changed it" in load(guide)
    page.refresh_from_db()
    assert page.title == "By hand"


def test_segments_know_their_translations(guide):
    rows = StringTranslation.objects.filter(locale__language_code="uk").order_by("pk")
    assert "Паспорт" in {row.data for row in rows}
    assert {row.tool_name for row in rows} == {"prepared for the demo"}
    assert any("{fact:days}" in row.data and "[[term:pesel|PESEL]]" in row.data for row in rows)


def test_other_rows_are_loaded(guide):
    assert LegalAct.objects.get().status == "ended"
    assert GlossaryTerm.objects.get().polish == "numer PESEL"
    assert LocalNote.objects.get().town.slug == "konin"


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("address/pl.toml", "{fact:line}", "{fact:lime}", "address/pl.toml: unknown fact lime"),
        ("address/pl.toml", "{fact:line}", "{fact:rumour}", "address/pl.toml: fact rumour is not verified"),
        ("address/pl.toml", "term:pesel", "term:pesel-x", "address/pl.toml: unknown term pesel-x"),
        ("address/uk.toml", 'office = "gmina"', 'office = "moon"', "names the unknown office 'moon'"),
        ("address/uk.toml", 'kind = "warning"', 'kind = "banner"', "its blocks are not those of pl.toml"),
        ("address/en.toml", 'title = "Address"', 'title = ""', "address/en.toml: no title"),
        ("address/facts.toml", 'value = "4"', 'value = "four"', "address/facts.toml: days"),
        ("address/meta.toml", 'topic = "documents"', 'topic = "cooking"', "unknown topic 'cooking'"),
        ("address/meta.toml", "number = 7", 'number = 7\nstatuses = ["tourist"]', "unknown status 'tourist'"),
        ("address/facts.toml", 'key = "fee"', 'key = "fee"\nacts = ["no-act"]', "address/facts.toml: fee: unknown act no-act"),
        ("address/meta.toml", '"people-act"', '"no-act"', "unknown act no-act"),
        ("address/en.toml", 'title = "Address"', "title = Address", "address/en.toml:"),
    ],
)
def test_fault_is_named_and_nothing_is_loaded(cast, folder, file, old, new, sentence):
    path = folder / "articles" / file
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(CommandError) as caught:
        load(folder)
    assert sentence in str(caught.value)
    assert not ArticlePage.objects.exists()


def test_plain_writing_becomes_safe_html():
    html = markup.rich("One **two** <b>\n\n- a\n- b\n\nSee [the page](https://office.example/x?a=1&b=2)")
    assert html == (
        '<p>One <b>two</b> &lt;b&gt;</p><ul><li>a</li><li>b</li></ul><p>See <a href="https://office.example/x?a=1&amp;b=2">the page</a></p>'
    )


def test_the_guides_own_files_have_no_fault():
    assert files.read().problems == []
