"""Screens of translators and reviewers, and wagtail-localize's own editor with what we changed about it."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from mosty.guide.models import ArticlePage, SegmentCheck
from mosty.guide.queries import ledger
from tests.cast import read_english, sign_in
from tests.guide.translations.steps import article, by_machine, label, rewrite, segment, waiting

WORK = "/guide-admin/translations/"
PAGE = f"{WORK}uk/address/"


@pytest.fixture
def people(cast, guide):
    return read_english(cast)


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def words(node):
    return " ".join(node.get_text(" ").split())


def translation(language="uk"):
    return Translation.objects.get(source__object_id=article().translation_key, target_locale__language_code=language)


def test_translator_sees_what_waits_in_her_language(people):
    rewrite("Paszport", "Dowód")
    by_machine("Idź", "Машина")
    answer = sign_in(people.daria).get(WORK)
    row = next(row for row in soup(answer).select("table.listing tbody tr") if "Zameldowanie" in words(row))
    assert "1 paragraph is newer in Polish" in words(row)
    assert "1 machine, to check" in words(row)
    assert row.a["href"] == PAGE
    other = next(row for row in soup(answer).select("table.listing tbody tr") if "not begun" in words(row))
    assert "/start/" in other.a["href"]


@pytest.mark.parametrize("need", ["stale", "machine", "missing", "broken", "unpublished", "none", "all", "nonsense"])
def test_list_can_be_narrowed(people, need):
    rewrite("Paszport", "Dowód")
    page = soup(sign_in(people.daria).get(f"{WORK}?need={need}"))
    is_listed = any(link["href"] == PAGE for link in page.select("table.listing a"))
    assert is_listed == (need in {"stale", "all", "nonsense"})


@pytest.mark.parametrize("person", ["tadeusz", "natalia"])
def test_who_translates_nothing_has_no_such_screen(people, person):
    browser = sign_in(people.people[person])
    for address in (WORK, PAGE, f"{WORK}uk/po/", f"{WORK}uk/po/download/"):
        assert browser.get(address).status_code in {302, 403}


@pytest.mark.parametrize("person", ["nino", "daria"])
def test_nobody_works_in_a_language_that_is_not_theirs(people, person):
    other = {"nino": "uk", "daria": "en"}[person]
    browser = sign_in(people.people[person])
    before = StringTranslation.objects.count()
    one = segment("Paszport", other)
    for data in ({"do": "write", "segment": one.id, "text": "x"}, {"do": "check", "segment": one.id}, {"do": "publish"}):
        assert browser.post(f"{WORK}{other}/address/", data).status_code in {302, 403}
    upload = SimpleUploadedFile("a.po", b'msgid ""\nmsgstr ""\n')
    assert browser.post(f"{WORK}{other}/po/", {"file": upload}).status_code in {302, 403}
    assert StringTranslation.objects.count() == before
    assert segment("Paszport", other).text == one.text


def test_translator_checks_a_machine_paragraph_and_the_label_goes(people):
    by_machine("Paszport", "Машинний паспорт")
    sign_in(people.robert).post(PAGE, {"do": "publish"})
    assert label().is_machine
    browser = sign_in(people.daria)
    page = soup(browser.get(PAGE))
    form = next(form for form in page.select(".ledger-line form") if form.select_one('[name=do][value="check"]'))
    data = {field["name"]: field["value"] for field in form.select("input[type=hidden]") if field["name"] != "csrfmiddlewaretoken"}
    answer = browser.post(PAGE, data)
    assert (answer.status_code, answer["Location"].partition("#")[0]) == (303, PAGE)
    assert not label().is_machine
    assert SegmentCheck.objects.get().by == people.daria


def test_all_machine_paragraphs_at_once_but_only_those_seen(people):
    by_machine("Paszport", "Один")
    browser = sign_in(people.daria)
    seen = [field["value"] for field in soup(browser.get(PAGE)).select(".ledger-head input[name=seen]")]
    by_machine("Idź", "Два")
    browser.post(PAGE, {"do": "check-all", "seen": seen})
    assert waiting("uk") == {"Idź": "machine"}


def test_changed_paragraph_shows_what_changed_and_can_be_written_anew(people):
    rewrite("Paszport", "Paszport i wniosek")
    browser = sign_in(people.daria)
    line = soup(browser.get(PAGE)).select_one(".ledger-line")
    assert "i wniosek" in words(line.select_one("ins"))
    number = segment("Paszport i wniosek").id
    assert browser.post(PAGE, {"do": "write", "segment": number, "text": "Паспорт і заява"}).status_code == 303
    assert waiting("uk") == {}


def test_refused_translation_is_still_in_its_field_beside_the_sentence(people):
    rewrite("Termin: {fact:days}", "Nowy termin: {fact:days}")
    number = segment("Nowy termin").id
    answer = sign_in(people.daria).post(PAGE, {"do": "write", "segment": number, "text": "Без <b>знака"})
    assert answer.status_code == 422
    line = soup(answer).select_one(f"#segment-{number}")
    assert line.textarea.text.strip() == "Без <b>знака"
    assert "{fact:days}" in words(line.select_one(".ledger-fault"))


@pytest.mark.parametrize(
    "data", [{}, {"do": "burn"}, {"do": "publish"}, {"do": "write", "segment": "1e9", "text": "x"}, {"do": "check", "segment": "-1"}]
)
def test_senseless_posts_change_nothing(people, data):
    answer = sign_in(people.daria).post(PAGE, data)
    assert answer.status_code in {302, 403, 422}
    assert not SegmentCheck.objects.exists()


def test_comment_is_kept_and_settled(people):
    number = segment("Paszport").id
    sign_in(people.daria).post(PAGE, {"do": "comment", "segment": number, "comment": "<script>Так?"})
    browser = sign_in(people.robert)
    page = soup(browser.get(PAGE))
    assert "<script>Так?" in words(page.select_one(".ledger-comment"))
    note = page.select_one(".ledger-comment input[name=number]")["value"]
    browser.post(PAGE, {"do": "settle", "segment": number, "number": note})
    assert segment("Paszport").comments[0].closed_by == people.robert


@pytest.mark.parametrize("number", ["", "garbage", "00000000-0000-0000-0000-000000000000"])
def test_settling_no_comment_makes_no_difference(people, number):
    assert sign_in(people.robert).post(PAGE, {"do": "settle", "number": number}).status_code == 303


def test_signs_that_no_database_keeps_are_left_out(people):
    one = segment("Paszport")
    sign_in(people.daria).post(PAGE, {"do": "write", "segment": one.id, "text": "Пас\x00порт"})
    sign_in(people.daria).post(PAGE, {"do": "comment", "segment": one.id, "comment": "Так\x00?"})
    assert segment("Paszport").text == "Паспорт"
    assert segment("Paszport").comments[0].text == "Так?"


def test_script_in_a_translation_is_never_run_on_the_screen(people):
    one = segment("Paszport")
    StringTranslation.objects.get(translation_of_id=one.string, context_id=one.context, locale__language_code="uk").delete()
    sign_in(people.daria).post(PAGE, {"do": "write", "segment": one.id, "text": "<script>alert(1)</script>"})
    row = article(language="uk")
    StringTranslation.objects.create(
        translation_of_id=one.string, context_id=one.context, locale=row.locale, data="<script>alert(1)</script>", translation_type="manual"
    )
    page = soup(sign_in(people.daria).get(PAGE))
    assert not [script for script in page.select("script") if "alert(1)" in script.text]


def test_glossary_word_that_differs_is_a_hint(people):
    one = segment("Termin: {fact:days}")
    browser = sign_in(people.daria)
    browser.post(PAGE, {"do": "write", "segment": one.id, "text": "Строк: {fact:days}. [[term:pesel|число]] <b>Реєстрація</b>"})
    hint = soup(browser.get(f"{PAGE}?show=all")).select_one(".ledger-hint")
    assert "номер PESEL" in words(hint)
    assert "число" in words(hint)


def test_translation_begins_as_a_draft_without_aliases(people):
    browser = sign_in(people.daria)
    safe = article("safe")
    assert browser.get(f"/guide-admin/localize/submit/page/{safe.pk}/").status_code == 200
    assert browser.post(f"/guide-admin/localize/submit/page/{safe.pk}/", {"language": "ka"}).status_code in {302, 403}
    answer = browser.post(f"/guide-admin/localize/submit/page/{safe.pk}/", {"language": "uk"})
    assert (answer.status_code, answer["Location"]) == (303, f"{WORK}uk/safe/")
    assert not article("safe", "uk").live
    assert not Page.objects.exclude(alias_of=None).exists()
    assert not ArticlePage.objects.filter(locale__language_code="ka").exists()


def test_national_editor_begins_a_translation_for_others(people):
    browser = sign_in(people.natalia)
    address = f"/guide-admin/localize/submit/page/{article('safe').pk}/"
    assert len(soup(browser.get(address)).select("input[name=language]")) == 9
    assert browser.post(address, {"language": "ka"})["Location"] == "/guide-admin/gaps/"
    assert not article("safe", "ka").live
    assert sign_in(people.robert).get(address).status_code in {302, 403}


def test_second_of_two_translators_is_told_and_loses_nothing(people):
    browser = sign_in(people.daria)
    one = segment("Paszport")
    seen = ledger.text_hash(one.text)
    browser.post(PAGE, {"do": "write", "segment": one.id, "text": "Перша", "seen": seen})
    answer = browser.post(PAGE, {"do": "write", "segment": one.id, "text": "Друга", "seen": seen})
    assert answer.status_code == 422
    line = soup(answer).select_one(f"#segment-{one.id}")
    assert line.textarea.text.strip() == "Друга"
    assert "Перша" in words(line.select_one(".ledger-pair"))
    assert segment("Paszport").text == "Перша"


def test_their_ways_around_the_ledger_are_closed(people):
    browser = sign_in(people.daria)
    number, page = translation().source_id, article(language="uk").pk
    assert browser.post(f"/guide-admin/localize/update/{number}/", {"publish_translations": "on"})["Location"] == WORK
    browser.post(f"/guide-admin/localize/page/{page}/convert_to_alias/")
    assert article(language="uk").alias_of_id is None
    browser.post(f"/guide-admin/localize/translate/{translation().pk}/machine_translate/")
    assert waiting("uk") == {}


def test_their_editor_opens_the_loaded_page_and_writes_and_a_reviewer_publishes(people):
    rewrite("Paszport", "Dowód")
    browser = sign_in(people.daria)
    edit = f"/guide-admin/pages/{article(language='uk').pk}/edit/"
    answer = browser.get(edit)
    assert answer.status_code == 200
    assert "data-props" in answer.content.decode() or "Dowód" in answer.content.decode()
    assert "'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    put = f"/guide-admin/localize/translate/{translation().pk}/strings/{segment('Dowód').id}/edit/"
    kept = browser.put(put, "value=Посвідчення", content_type="application/x-www-form-urlencoded")
    assert kept.status_code in {200, 201}
    browser.post(edit, {"action": "publish"})
    assert "Посвідчення" not in str(article(language="uk").body.raw_data)
    sign_in(people.robert).post(PAGE, {"do": "publish"})
    assert "Посвідчення" in str(article(language="uk").body.raw_data)
    assert waiting("uk") == {}


def test_their_editor_says_that_a_mark_is_lost(people):
    one = segment("Termin: {fact:days}")
    put = f"/guide-admin/localize/translate/{translation().pk}/strings/{one.id}/edit/"
    answer = sign_in(people.daria).put(put, "value=Без знака", content_type="application/x-www-form-urlencoded")
    assert "{fact:days}" in answer.json()["error"]
    assert segment("Termin: {fact:days}").state == "broken"


def test_po_file_goes_out_and_comes_back(people):
    browser = sign_in(people.daria)
    answer = browser.get(f"{WORK}uk/po/download/?article=address")
    assert "attachment" in answer.headers["Content-Disposition"]
    content = answer.content.decode().replace('"Паспорт"', '"Паспорт!"')
    done = browser.post(f"{WORK}uk/po/", {"file": SimpleUploadedFile("a.po", content.encode())})
    assert done.status_code == 303
    assert segment("Paszport").text == "Паспорт!"


@pytest.mark.parametrize("content", [b"", b"nothing", b"\x89PNG\r\n", b"#" * (6 * 1024 * 1024)])
def test_bad_file_is_answered_with_a_sentence(people, content):
    browser = sign_in(people.daria)
    for address in (f"{WORK}uk/po/", f"/guide-admin/localize/translate/{translation().pk}/pofile/upload/"):
        answer = browser.post(address, {"file": SimpleUploadedFile("a.po", content)})
        assert answer.status_code == 422
        assert words(soup(answer).select_one(".ledger-fault[role=alert]"))
    assert browser.post(f"{WORK}uk/po/").status_code == 422


def test_report_names_the_lines(people):
    browser = sign_in(people.daria)
    content = browser.get(f"{WORK}uk/po/download/?article=address").content.decode()
    spoilt = content.replace('msgid "Paszport"', 'msgid "Paszpot"')
    answer = browser.post(f"{WORK}uk/po/", {"file": SimpleUploadedFile("a.po", spoilt.encode())})
    assert answer.status_code == 422
    assert "has changed since the file was made" in words(soup(answer).select_one("table.listing"))


def test_first_page_shows_my_waiting_translations(people):
    rewrite("Paszport", "Dowód")
    page = soup(sign_in(people.daria).get("/guide-admin/"))
    assert page.find("a", href=PAGE)
    assert ledger.label(article().translation_key, "uk").has_stale
